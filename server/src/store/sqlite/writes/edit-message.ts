import {
  type Body,
  type Logged,
  type MessageId,
  ProtocolError,
  type RoomId,
  type Seq,
} from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { requireEntered } from "../entering.ts";
import { append } from "../feeds.ts";
import type { Transaction } from "../transaction.ts";
import { findEarlier, requireSame } from "./earlier.ts";
import { announceIfLast } from "./last-message.ts";
import { requireMessage } from "./message-row.ts";
import { requireAcceptance } from "./send-message.ts";

export function editMessage(
  transaction: Transaction,
  {
    roomId,
    editId,
    target,
    body,
    sender,
    at,
  }: { roomId: RoomId; editId: MessageId; target: Seq; body: Body } & Origin,
): Logged {
  const { db } = transaction;
  const { room } = requireEntered(db, roomId, sender.accountId);
  const earlier = findEarlier(db, roomId, sender, editId);
  if (earlier) {
    requireSame(earlier, { target, body });
    return { seq: earlier.seq, at: earlier.at };
  }
  const message = requireMessage(db, roomId, target);
  if (message.account_id !== sender.accountId) throw new ProtocolError("forbidden");
  if (message.deleted_seq !== null) throw new ProtocolError("message-not-found");
  requireAcceptance(room, body);

  const seq = room.head + 1;
  append(transaction, room, { type: "message.edited", seq, at, sender, target, body }, editId);
  db.run("UPDATE events SET edited_seq = ? WHERE position = ?", seq, message.position);
  announceIfLast(transaction, room, target);
  return { seq, at };
}
