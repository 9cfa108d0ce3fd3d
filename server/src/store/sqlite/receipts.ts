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
  const position = transaction.totals.nextPosition();
  for (const standing of moved) {
    standing.receipt_position = position;
    writeMarks(transaction.db, standing);
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
  writeMarks(transaction.db, standing);
  transaction.changes.push({ type: "read", accountId, ...feed, roomId, read });
}

/** All but the choice: a column with a CHECK that is not written costs nothing, and most writes are marks. */
export function writeMarks(db: Connection, standing: Standing): void {
  const { account_id, delivered, read, receipt_position, own_position } = standing;
  const marks = [delivered, read, receipt_position, own_position, account_id];
  if (!("student" in standing)) {
    db.run(
      `UPDATE memberships SET delivered = ?1, read = ?2, receipt_position = ?3, own_position = ?4
       WHERE room_id = ?6 AND account_id = ?5`,
      ...marks,
      standing.room_id,
    );
    return;
  }
  const written = db.run(
    `UPDATE seats SET delivered = ?1, read = ?2, receipt_position = ?3, own_position = ?4
     WHERE account_id = ?5 AND student = ?6`,
    ...marks,
    standing.student,
  );
  if (written > 0) return;
  db.run(
    `INSERT INTO seats (delivered, read, receipt_position, own_position, account_id, student) VALUES (?, ?, ?, ?, ?, ?)`,
    ...marks,
    standing.student,
  );
}

export function writeNotify(db: Connection, standing: Standing): void {
  const { account_id, notify } = standing;
  if ("student" in standing)
    db.run(
      "UPDATE seats SET notify = ? WHERE account_id = ? AND student = ?",
      notify,
      account_id,
      standing.student,
    );
  else
    db.run(
      "UPDATE memberships SET notify = ? WHERE room_id = ? AND account_id = ?",
      notify,
      standing.room_id,
      account_id,
    );
}
