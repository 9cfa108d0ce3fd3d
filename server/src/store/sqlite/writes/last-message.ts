import type { Seq } from "@encrptalk/protocol";
import { announceDesk } from "../feeds.ts";
import type { RoomRow } from "../rows.ts";
import { studentOf } from "../students.ts";
import type { Transaction } from "../transaction.ts";

/** Tells the desk, if it shows the message that was edited or deleted. */
export function announceIfLast(transaction: Transaction, room: RoomRow, target: Seq): void {
  if (room.kind === "student" && room.last_message_seq === target)
    announceDesk(transaction, [studentOf(transaction.db, room).number]);
}
