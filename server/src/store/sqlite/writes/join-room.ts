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
import { currentMembership, requireRoom } from "../rows.ts";
import type { Transaction } from "../transaction.ts";
import { loggedAt } from "./earlier.ts";

export function joinRoom(
  transaction: Transaction,
  { roomId, accountId, sender, at }: { roomId: RoomId; accountId: AccountId } & Origin,
): Logged {
  const { db } = transaction;
  const room = requireRoom(db, roomId);
  const present = currentMembership(db, roomId, accountId);
  if (present) return loggedAt(db, roomId, present.joined_seq);
  if (roomCount(db, accountId) >= MAX_ROOMS_PER_ACCOUNT) throw new ProtocolError("too-many-rooms");

  const seq = room.head + 1;
  room.member_count += 1;
  const position = append(transaction, room, { type: "member.joined", seq, at, sender, accountId });
  // What was said before is not news to a new member, nor unread for the others because of one.
  const number = room.message_count;
  db.run(
    `INSERT INTO memberships VALUES (?1, ?2, ?3, NULL, ?4, ?4, ?5, 0)
     ON CONFLICT (room_id, account_id) DO UPDATE
     SET joined_seq = ?3, left_seq = NULL, delivered = ?4, read = ?4, receipt_position = ?5`,
    roomId,
    accountId,
    seq,
    number,
    position,
  );
  const membership = currentMembership(db, roomId, accountId);
  if (membership && number > 0 && tellsReceipts(room)) announceReceipts(transaction, room, [membership]);
  const feed = moveAccount(transaction, accountId);
  transaction.changes.push({ type: "joined", accountId, ...feed, room: toJoinedRoom(db, room, number) });
  return { seq, at };
}

function roomCount(db: Connection, accountId: AccountId): number {
  const sql = "SELECT count(*) AS count FROM memberships WHERE account_id = ? AND left_seq IS NULL";
  return db.get<{ count: number }>(sql, accountId)?.count ?? 0;
}
