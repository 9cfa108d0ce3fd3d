import { type AccountId, MAX_RECEIPT_MEMBERS, ProtocolError, type RoomId } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { enter } from "../entering.ts";
import { append, moveAccount } from "../feeds.ts";
import { announceReceipts } from "../receipts.ts";
import type { MembershipRow } from "../rows.ts";
import type { Transaction } from "../transaction.ts";

export function leaveRoom(
  transaction: Transaction,
  { roomId, accountId, sender, at }: { roomId: RoomId; accountId: AccountId } & Origin,
): void {
  const { db } = transaction;
  const entered = enter(db, roomId, accountId);
  if (!entered) return;
  const { room } = entered;
  if (room.kind === "student") throw new ProtocolError("forbidden");
  const seq = room.head + 1;
  room.member_count -= 1;
  append(transaction, room, { type: "member.left", seq, at, sender, accountId });
  db.run("UPDATE memberships SET left_seq = ? WHERE room_id = ? AND account_id = ?", seq, roomId, accountId);
  // The room has become small enough for receipts: all are told at once what none was told before.
  if (room.member_count === MAX_RECEIPT_MEMBERS) {
    announceReceipts(
      transaction,
      room,
      db.all<MembershipRow>(
        "SELECT * FROM memberships WHERE room_id = ? AND left_seq IS NULL AND delivered > 0",
        roomId,
      ),
    );
  }
  transaction.changes.push({ type: "left", accountId, ...moveAccount(transaction, accountId), roomId });
}
