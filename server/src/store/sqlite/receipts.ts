import { MAX_RECEIPT_MEMBERS, type Receipt, type RoomId } from "@encrptalk/protocol";
import type { Connection } from "./connection.ts";
import { moveAccount, moveRoom } from "./feeds.ts";
import type { RoomRow, Standing } from "./rows.ts";
import type { Transaction } from "./transaction.ts";

/** Whether the room's marks are told to all of its members. */
export const tellsReceipts = (room: RoomRow): boolean => room.member_count <= MAX_RECEIPT_MEMBERS;

export const toReceipt = ({ account_id, delivered, read }: Standing): Receipt => ({
  accountId: account_id,
  delivered,
  read,
});

/** Writes marks and tells them in the room's feed, as one change. */
export function announceReceipts(transaction: Transaction, room: RoomRow, moved: readonly Standing[]): void {
  if (moved.length === 0) return;
  const previous = room.position;
  const position = transaction.nextPosition();
  for (const standing of moved) {
    standing.receipt_position = position;
    writeStanding(transaction.db, standing);
  }
  moveRoom(transaction, room, position);
  const receipts = moved.map(toReceipt);
  transaction.changes.push({ type: "receipts", roomId: room.id, position, previous, receipts });
}

/** Writes marks and tells the account itself how far it has read, in its own feed. */
export function announceRead(transaction: Transaction, roomId: RoomId, standing: Standing): void {
  const { account_id: accountId, read } = standing;
  const feed = moveAccount(transaction, accountId);
  standing.own_position = feed.position;
  writeStanding(transaction.db, standing);
  transaction.changes.push({ type: "read", accountId, ...feed, roomId, read });
}

export function writeStanding(db: Connection, standing: Standing): void {
  const { account_id, delivered, read, receipt_position, own_position, notify } = standing;
  if ("student" in standing) {
    db.run(
      `INSERT INTO seats (account_id, student, delivered, read, receipt_position, own_position, notify)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (account_id, student) DO UPDATE
       SET delivered = ?3, read = ?4, receipt_position = ?5, own_position = ?6, notify = ?7`,
      account_id,
      standing.student,
      delivered,
      read,
      receipt_position,
      own_position,
      notify,
    );
    return;
  }
  db.run(
    `UPDATE memberships SET delivered = ?, read = ?, receipt_position = ?, own_position = ?, notify = ?
     WHERE room_id = ? AND account_id = ?`,
    delivered,
    read,
    receipt_position,
    own_position,
    notify,
    standing.room_id,
    account_id,
  );
}
