import { type ConversationStatus, type Logged, ProtocolError, type RoomId } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { requireEntered } from "../entering.ts";
import { announceDesk, append } from "../feeds.ts";
import type { RoomRow } from "../rows.ts";
import { studentOf } from "../students.ts";
import type { Transaction } from "../transaction.ts";
import { loggedAt } from "./earlier.ts";

export function setConversationStatus(
  transaction: Transaction,
  { roomId, status, ...origin }: { roomId: RoomId; status: ConversationStatus } & Origin,
): Logged {
  const { db } = transaction;
  const { room } = requireEntered(db, roomId, origin.sender.accountId);
  if (room.status_seq === null) throw new ProtocolError("room-not-found");
  if (room.status === status) return loggedAt(db, roomId, room.status_seq);

  const logged = changeStatus(transaction, room, status, origin);
  const { number } = studentOf(db, room);
  // Whoever closes it says that nothing is left to answer.
  db.run("UPDATE students SET waiting_since = NULL WHERE number = ?", number);
  announceDesk(transaction, [number]);
  return logged;
}

/** Closes or reopens a conversation; what the desk is told of it is left to the caller. */
export function changeStatus(
  transaction: Transaction,
  room: RoomRow,
  status: ConversationStatus,
  { sender, at }: Origin,
): Logged {
  const seq = room.head + 1;
  const type = status === "closed" ? "conversation.closed" : "conversation.reopened";
  const { db } = transaction;
  append(transaction, room, { type, seq, at, sender });
  room.status = status;
  room.status_seq = seq;
  db.run("UPDATE rooms SET status = ?, status_seq = ? WHERE id = ?", status, seq, room.id);
  db.run("UPDATE students SET status = ? WHERE account_id = ?", status, room.student_id);
  return { seq, at };
}
