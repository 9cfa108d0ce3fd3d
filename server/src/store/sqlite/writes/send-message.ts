import { type Body, type MessageId, ProtocolError, type RoomId, type SentMessage } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { requireEntered } from "../entering.ts";
import { append } from "../feeds.ts";
import { writeMarks } from "../receipts.ts";
import type { RoomRow } from "../rows.ts";
import type { Transaction } from "../transaction.ts";
import { findEarlier, requireSame } from "./earlier.ts";
import { followMessage } from "./follow-message.ts";
import { changeStatus } from "./set-conversation-status.ts";

export function sendMessage(
  transaction: Transaction,
  { roomId, messageId, body, sender, at }: { roomId: RoomId; messageId: MessageId; body: Body } & Origin,
): SentMessage {
  const { db } = transaction;
  const entered = requireEntered(db, roomId, sender.accountId);
  const { room, standing } = entered;
  const earlier = findEarlier(db, roomId, sender, messageId);
  if (earlier) {
    requireSame(earlier, { target: null, body });
    return { seq: earlier.seq, number: earlier.number, at: earlier.at };
  }
  requireAcceptance(room, body);
  if (room.status === "closed") changeStatus(transaction, room, "active", { sender, at });

  const seq = room.head + 1;
  const number = room.message_count + 1;
  room.message_count = number;
  room.last_message_seq = seq;
  // Who writes has read; whoever applies the event knows, so that no receipt is told.
  standing.delivered = number;
  standing.read = number;
  standing.receipt_position = append(
    transaction,
    room,
    { type: "message.sent", seq, at, sender, number, messageId, body },
    messageId,
  );
  if (room.kind === "group") writeMarks(db, standing);
  else followMessage(transaction, entered, { seq, number, at, sender, body });
  return { seq, number, at };
}

/** Refuses new text in an archived room, and text that is not encrypted as the room demands. */
export function requireAcceptance(room: RoomRow, body: Body): void {
  if (room.archived) throw new ProtocolError("room-archived");
  if (room.encryption !== (body.alg === "plain" ? "none" : body.alg))
    throw new ProtocolError("encryption-mismatch");
}
