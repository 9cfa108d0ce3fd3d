import {
  type AccountId,
  type Logged,
  MAX_ROOMS_PER_ACCOUNT,
  ProtocolError,
  type RoomId,
} from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { append, moveAccount } from "../feeds.ts";
import { toJoinedRoom } from "../joined-room.ts";
import { announceReceipts, tellsReceipts } from "../receipts.ts";
import { currentMembership, type RoomRow, requireRoom } from "../rows.ts";
import type { Transaction } from "../transaction.ts";
import { loggedAt } from "./earlier.ts";

export function joinRoom(
  transaction: Transaction,
  { roomId, accountId, ...origin }: { roomId: RoomId; accountId: AccountId } & Origin,
): Logged {
  const { db } = transaction;
  const room = requireRoom(db, roomId);
  // Whose it is and who else may enter it do not join it, and others must not learn that it exists.
  if (room.kind === "student") throw new ProtocolError("room-not-found");
  const present = currentMembership(db, roomId, accountId);
  if (present) return loggedAt(db, roomId, present.joined_seq);
  if (groupRoomCount(db, accountId) >= MAX_ROOMS_PER_ACCOUNT) throw new ProtocolError("too-many-rooms");
  return addMember(transaction, room, accountId, origin);
}

/** Makes an account that is not in the room a member of it, and tells both. */
export function addMember(
  transaction: Transaction,
  room: RoomRow,
  accountId: AccountId,
  { sender, at }: Origin,
): Logged {
  const { db } = transaction;
  const seq = room.head + 1;
  room.member_count += 1;
  const position = append(transaction, room, { type: "member.joined", seq, at, sender, accountId });
  // What was said before is not news to a new member, nor unread for the others because of one.
  const number = room.message_count;
  db.run(
    `INSERT INTO memberships (room_id, account_id, joined_seq, delivered, read, receipt_position, own_position)
     VALUES (?1, ?2, ?3, ?4, ?4, ?5, 0)
     ON CONFLICT (room_id, account_id) DO UPDATE
     SET joined_seq = ?3, left_seq = NULL, delivered = ?4, read = ?4, receipt_position = ?5`,
    room.id,
    accountId,
    seq,
    number,
    position,
  );
  const standing = currentMembership(db, room.id, accountId);
  if (!standing) throw new Error(`${accountId} has not joined ${room.id}`);
  if (number > 0 && tellsReceipts(room)) announceReceipts(transaction, room, [standing]);
  const feed = moveAccount(transaction, accountId);
  transaction.changes.push({
    type: "joined",
    accountId,
    ...feed,
    room: toJoinedRoom(db, { room, standing }),
  });
  return { seq, at };
}

function groupRoomCount(db: Connection, accountId: AccountId): number {
  const sql = `SELECT count(*) - (SELECT count(*) FROM rooms WHERE student_id = ?1) AS count
               FROM memberships WHERE account_id = ?1 AND left_seq IS NULL`;
  return db.get<{ count: number }>(sql, accountId)?.count ?? 0;
}
