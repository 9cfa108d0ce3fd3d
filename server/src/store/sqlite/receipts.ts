import { MAX_RECEIPT_MEMBERS, type Position, type Receipt } from "@encrptalk/protocol";
import { moveRoom } from "./feeds.ts";
import type { MembershipRow, RoomRow } from "./rows.ts";
import type { Transaction } from "./transaction.ts";

/** Whether the room's marks are told to all of its members. */
export const tellsReceipts = (room: RoomRow): boolean => room.member_count <= MAX_RECEIPT_MEMBERS;

export const toReceipt = ({ account_id, delivered, read }: MembershipRow): Receipt => ({
  accountId: account_id,
  delivered,
  read,
});

/** Writes the marks of members and tells them in the room's feed, as one change. */
export function announceReceipts(
  transaction: Transaction,
  room: RoomRow,
  moved: readonly MembershipRow[],
): void {
  if (moved.length === 0) return;
  const previous = room.position;
  const position = transaction.nextPosition();
  for (const membership of moved) writeMarks(transaction, membership, position);
  moveRoom(transaction, room, position);
  const receipts = moved.map(toReceipt);
  transaction.changes.push({ type: "receipts", roomId: room.id, position, previous, receipts });
}

/** Writes the marks of one member, as moved at `position` of the room's feed. */
export function writeMarks(
  { db }: Transaction,
  membership: Pick<MembershipRow, "room_id" | "account_id" | "delivered" | "read">,
  position: Position,
): void {
  db.run(
    "UPDATE memberships SET delivered = ?, read = ?, receipt_position = ? WHERE room_id = ? AND account_id = ?",
    membership.delivered,
    membership.read,
    position,
    membership.room_id,
    membership.account_id,
  );
}
