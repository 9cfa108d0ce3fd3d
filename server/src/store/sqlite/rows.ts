import {
  type AccountId,
  type EncryptionMode,
  type Position,
  ProtocolError,
  type RoomFacts,
  type RoomId,
  type RoomKind,
  type Seq,
  type Timestamp,
} from "@encrptalk/protocol";
import type { Connection } from "./connection.ts";

/** A row of `rooms`. */
export interface RoomRow {
  id: RoomId;
  kind: RoomKind;
  title: string;
  title_key: string;
  is_default: 0 | 1;
  archived: 0 | 1;
  encryption: EncryptionMode;
  created_at: Timestamp;
  head: Seq;
  position: Position;
  message_count: number;
  member_count: number;
  last_message_seq: Seq | null;
  title_seq: Seq;
  archived_seq: Seq;
  encryption_seq: Seq;
}

/** A row of `memberships`. */
export interface MembershipRow {
  room_id: RoomId;
  account_id: AccountId;
  joined_seq: Seq;
  left_seq: Seq | null;
  delivered: number;
  read: number;
  receipt_position: Position;
  read_position: Position;
}

export const findRoom = (db: Connection, roomId: RoomId): RoomRow | null =>
  db.get<RoomRow>("SELECT * FROM rooms WHERE id = ?", roomId);

export function requireRoom(db: Connection, roomId: RoomId): RoomRow {
  const room = findRoom(db, roomId);
  if (!room) throw new ProtocolError("room-not-found");
  return room;
}

/** A membership that has not ended. */
export const currentMembership = (
  db: Connection,
  roomId: RoomId,
  accountId: AccountId,
): MembershipRow | null =>
  db.get<MembershipRow>(
    "SELECT * FROM memberships WHERE room_id = ? AND account_id = ? AND left_seq IS NULL",
    roomId,
    accountId,
  );

/** The room, for one of its members; to anyone else it does not exist. */
export function requireMemberRoom(db: Connection, roomId: RoomId, accountId: AccountId): RoomRow {
  if (!currentMembership(db, roomId, accountId)) throw new ProtocolError("room-not-found");
  return requireRoom(db, roomId);
}

export const toRoomFacts = (room: RoomRow): RoomFacts => ({
  roomId: room.id,
  kind: room.kind,
  title: room.title,
  isDefault: room.is_default === 1,
  archived: room.archived === 1,
  encryption: room.encryption,
  createdAt: room.created_at,
  memberCount: room.member_count,
});
