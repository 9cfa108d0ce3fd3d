import {
  type AccountId,
  type ConversationStatus,
  type EncryptionMode,
  MAX_RECEIPT_MEMBERS,
  type Notify,
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
  /** Of a student room, here and below. */
  student_id: AccountId | null;
  status: ConversationStatus | null;
  status_seq: Seq | null;
}

/** What a row of `desk_activity` counts: every time zone's days begin with a quarter of an hour. */
export const ACTIVITY_QUARTER_MS = 15 * 60_000;

/** How far an account is in a room, and what it wants to be told of it. */
interface Marks {
  account_id: AccountId;
  delivered: number;
  read: number;
  receipt_position: Position;
  own_position: Position;
  notify: Notify | null;
}

/** A row of `memberships`. */
export interface MembershipRow extends Marks {
  room_id: RoomId;
  joined_seq: Seq;
  left_seq: Seq | null;
}

/** A row of `seats`. */
export interface SeatRow extends Marks {
  student: number;
}

/** What an account that may enter a room is there: a member, or of the staff. */
export type Standing = MembershipRow | SeatRow;

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

export const toRoomFacts = (room: RoomRow): RoomFacts => ({
  roomId: room.id,
  kind: room.kind,
  title: room.title,
  isDefault: room.is_default === 1,
  archived: room.archived === 1,
  encryption: room.encryption,
  conversation:
    room.student_id === null || room.status === null
      ? null
      : { studentId: room.student_id, status: room.status },
  createdAt: room.created_at,
  memberCount: room.member_count,
});

/** What an account is told of a room, by its own choice or without one. */
export function notifyOf(room: RoomRow, { notify }: Pick<Marks, "notify">): Notify {
  if (notify !== null) return notify;
  return room.kind === "student" || room.member_count <= MAX_RECEIPT_MEMBERS ? "all" : "mentions";
}
