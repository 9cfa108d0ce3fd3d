import type { AccountId, Audited, RoomEvent, RoomId, Seq } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { findRoom } from "../rows.ts";
import type { Transaction } from "../transaction.ts";
import { recordEntry } from "./record-entry.ts";

/**
 * Writes down those of the events that a write has just appended to rooms' logs that the audit log tells of. `address`:
 * from where it was asked for.
 */
export function recordEvents({ db, changes }: Transaction, address: string | null): void {
  for (const change of changes) {
    if (change.type !== "event") continue;
    const { roomId, event } = change;
    const audited = auditedOf(event);
    if (!audited) continue;
    recordEntry(db, {
      at: event.at,
      actor: { type: "account", ...event.sender },
      address,
      subjectId: subjectOf(db, roomId, event),
      roomId,
      audited,
    });
  }
}

function auditedOf(event: RoomEvent): Audited | null {
  switch (event.type) {
    case "message.deleted":
      return { kind: event.type, details: { seq: event.target } };
    case "room.renamed":
      return { kind: event.type, details: { title: event.title } };
    case "room.archived":
    case "room.restored":
    case "conversation.closed":
    case "conversation.reopened":
      return { kind: event.type, details: {} };
    case "message.sent":
    case "message.edited":
    case "room.created":
    case "member.joined":
    case "member.left":
    case "encryption.raised":
      return null;
  }
}

/** Whose message was deleted; whose conversation it is. */
const subjectOf = (db: Connection, roomId: RoomId, event: RoomEvent): AccountId | null =>
  event.type === "message.deleted"
    ? writerOf(db, roomId, event.target)
    : (findRoom(db, roomId)?.student_id ?? null);

const writerOf = (db: Connection, roomId: RoomId, seq: Seq): AccountId | null =>
  db.get<{ account_id: AccountId }>(
    "SELECT account_id FROM events WHERE room_id = ? AND seq = ?",
    roomId,
    seq,
  )?.account_id ?? null;
