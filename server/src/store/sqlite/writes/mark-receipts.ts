import type { RoomId } from "@encrptalk/protocol";
import type { Mark } from "../../store.ts";
import { moveAccount } from "../feeds.ts";
import { announceReceipts, tellsReceipts } from "../receipts.ts";
import { currentMembership, findRoom, type MembershipRow, type RoomRow } from "../rows.ts";
import type { Transaction } from "../transaction.ts";

export function markReceipts(transaction: Transaction, marks: readonly Mark[]): void {
  for (const [roomId, ofRoom] of Map.groupBy(marks, (mark) => mark.roomId))
    markRoom(transaction, roomId, ofRoom);
}

function markRoom(transaction: Transaction, roomId: RoomId, marks: readonly Mark[]): void {
  const room = findRoom(transaction.db, roomId);
  if (!room) return;
  const moved: MembershipRow[] = [];
  for (const [accountId, ofAccount] of Map.groupBy(marks, (mark) => mark.accountId)) {
    const membership = currentMembership(transaction.db, roomId, accountId);
    if (membership && move(membership, room, ofAccount)) moved.push(membership);
  }
  if (tellsReceipts(room)) announceReceipts(transaction, room, moved);
  else for (const membership of moved) announceRead(transaction, membership);
}

/** Moves the marks of `membership`; says whether one did. Only forward, to the last message at most. */
function move(membership: MembershipRow, room: RoomRow, marks: readonly Mark[]): boolean {
  const { delivered, read } = membership;
  const upTo = (number: number | undefined) => Math.min(number ?? 0, room.message_count);
  for (const mark of marks) {
    membership.read = Math.max(membership.read, upTo(mark.read));
    const marked = tellsReceipts(room) ? upTo(mark.delivered) : 0;
    membership.delivered = Math.max(membership.delivered, membership.read, marked);
  }
  return membership.delivered > delivered || membership.read > read;
}

/** In a large room only the account itself is told, in its own feed. */
function announceRead(transaction: Transaction, membership: MembershipRow): void {
  const { room_id: roomId, account_id: accountId, delivered, read } = membership;
  const feed = moveAccount(transaction, accountId);
  transaction.db.run(
    "UPDATE memberships SET delivered = ?, read = ?, read_position = ? WHERE room_id = ? AND account_id = ?",
    delivered,
    read,
    feed.position,
    roomId,
    accountId,
  );
  transaction.changes.push({ type: "read", accountId, ...feed, roomId, read });
}
