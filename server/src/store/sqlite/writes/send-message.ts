import { type Body, type MessageId, ProtocolError, type RoomId, type SentMessage } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { append } from "../feeds.ts";
import { writeMarks } from "../receipts.ts";
import { type RoomRow, requireMemberRoom } from "../rows.ts";
import type { Transaction } from "../transaction.ts";
import { findEarlier, requireSame } from "./earlier.ts";

export function sendMessage(
  transaction: Transaction,
  { roomId, messageId, body, sender, at }: { roomId: RoomId; messageId: MessageId; body: Body } & Origin,
): SentMessage {
  const { db } = transaction;
  const room = requireMemberRoom(db, roomId, sender.accountId);
  const earlier = findEarlier(db, roomId, sender, messageId);
  if (earlier) {
    requireSame(earlier, { target: null, body });
    return { seq: earlier.seq, number: earlier.number, at: earlier.at };
  }
  requireAcceptance(room, body);

  const seq = room.head + 1;
  const number = room.message_count + 1;
  room.message_count = number;
  room.last_message_seq = seq;
  const position = append(
    transaction,
    room,
    { type: "message.sent", seq, at, sender, number, messageId, body },
    messageId,
  );
  // Who writes has read; whoever applies the event knows, so that no receipt is told.
  writeMarks(
    transaction,
    { room_id: roomId, account_id: sender.accountId, delivered: number, read: number },
    position,
  );
  return { seq, number, at };
}

/** Refuses new text in an archived room, and text that is not encrypted as the room demands. */
export function requireAcceptance(room: RoomRow, body: Body): void {
  if (room.archived) throw new ProtocolError("room-archived");
  if (room.encryption !== (body.alg === "plain" ? "none" : body.alg))
    throw new ProtocolError("encryption-mismatch");
}
