import type { AccountId, Notify, RoomId } from "@encrptalk/protocol";
import { enter, requireActive } from "../entering.ts";
import { moveAccount } from "../feeds.ts";
import { writeMarks, writeNotify } from "../receipts.ts";
import type { Transaction } from "../transaction.ts";

export function setNotify(
  transaction: Transaction,
  { roomId, accountId, notify }: { roomId: RoomId; accountId: AccountId; notify: Notify },
): void {
  requireActive(transaction.db, accountId);
  const standing = enter(transaction.db, roomId, accountId)?.standing;
  if (!standing || standing.notify === notify) return;
  const feed = moveAccount(transaction, accountId);
  standing.notify = notify;
  standing.own_position = feed.position;
  writeMarks(transaction.db, standing);
  writeNotify(transaction.db, standing);
  transaction.changes.push({ type: "notify", accountId, ...feed, roomId, notify });
}
