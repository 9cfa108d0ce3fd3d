import { type Logged, ProtocolError, type RoomId, type Seq } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { requireEntered } from "../entering.ts";
import { append } from "../feeds.ts";
import type { Transaction } from "../transaction.ts";
import { loggedAt } from "./earlier.ts";
import { announceIfLast } from "./last-message.ts";
import { requireMessage } from "./message-row.ts";

/** Also in an archived room: what should not be read must be removable. */
export function deleteMessage(
  transaction: Transaction,
  { roomId, target, anyones, sender, at }: { roomId: RoomId; target: Seq; anyones: boolean } & Origin,
): Logged {
  const { db } = transaction;
  const { room } = requireEntered(db, roomId, sender.accountId);
  const message = requireMessage(db, roomId, target);
  const mayDelete = message.account_id === sender.accountId || (anyones && room.kind === "group");
  if (!mayDelete) throw new ProtocolError("forbidden");
  if (message.deleted_seq !== null) return loggedAt(db, roomId, message.deleted_seq);

  const seq = room.head + 1;
  append(transaction, room, { type: "message.deleted", seq, at, sender, target });
  db.run("UPDATE events SET deleted_seq = ?, body = NULL WHERE position = ?", seq, message.position);
  db.run("UPDATE events SET body = NULL WHERE room_id = ? AND target = ?", roomId, target);
  announceIfLast(transaction, room, target);
  return { seq, at };
}
