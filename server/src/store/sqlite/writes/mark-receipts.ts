import type { RoomId } from "@encrptalk/protocol";
import type { Mark } from "../../store.ts";
import { isDeactivated, standingIn } from "../entering.ts";
import { announceRead, announceReceipts, tellsReceipts } from "../receipts.ts";
import { findRoom, type RoomRow, type Standing } from "../rows.ts";
import type { Transaction } from "../transaction.ts";

export function markReceipts(transaction: Transaction, marks: readonly Mark[]): void {
  for (const [roomId, ofRoom] of Map.groupBy(marks, (mark) => mark.roomId))
    markRoom(transaction, roomId, ofRoom);
}

function markRoom(transaction: Transaction, roomId: RoomId, marks: readonly Mark[]): void {
  const room = findRoom(transaction.db, roomId);
  if (!room) return;
  const moved: Standing[] = [];
  const read: Standing[] = [];
  for (const [accountId, ofAccount] of Map.groupBy(marks, (mark) => mark.accountId)) {
    const standing = standingIn(transaction.db, room, accountId);
    if (!standing || isDeactivated(transaction.db, accountId)) continue;
    const before = standing.read;
    if (move(standing, room, ofAccount)) moved.push(standing);
    if (standing.read > before) read.push(standing);
  }
  if (tellsReceipts(room)) announceReceipts(transaction, room, moved);
  // Who is no member may show the room in a list only, and in a large room only the account itself is told.
  for (const standing of read)
    if ("student" in standing || !tellsReceipts(room)) announceRead(transaction, roomId, standing);
}

/** Moves the marks of `standing`; says whether one did. Only forward, to the last message at most. */
function move(standing: Standing, room: RoomRow, marks: readonly Mark[]): boolean {
  const { delivered, read } = standing;
  const upTo = (number: number | undefined) => Math.min(number ?? 0, room.message_count);
  for (const mark of marks) {
    standing.read = Math.max(standing.read, upTo(mark.read));
    const marked = tellsReceipts(room) ? upTo(mark.delivered) : 0;
    standing.delivered = Math.max(standing.delivered, standing.read, marked);
  }
  return standing.delivered > delivered || standing.read > read;
}
