import { type AccountId, type Logged, ProtocolError, type RoomId } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { announceRoom, append } from "../feeds.ts";
import { findRoom, type RoomRow, requireRoom } from "../rows.ts";
import type { Transaction } from "../transaction.ts";
import { loggedAt } from "./earlier.ts";
import { requireFreeTitle, titleKey } from "./title.ts";

export function createRoom(
  transaction: Transaction,
  { roomId, title, isDefault, ...origin }: { roomId: RoomId; title: string; isDefault: boolean } & Origin,
): Logged {
  const { db } = transaction;
  if (findRoom(db, roomId)) return replayed(transaction, roomId, title);
  requireFreeTitle(db, roomId, title);
  if (isDefault && db.get("SELECT 1 FROM rooms WHERE is_default = 1")) throw new ProtocolError("conflict");

  const room = beginRoom(transaction, { roomId, title, isDefault, studentId: null, ...origin });
  announceRoom(transaction, room);
  return { seq: 1, at: origin.at };
}

/** Writes a new room, a student's where one is named, and the first event of its log. */
export function beginRoom(
  transaction: Transaction,
  {
    roomId,
    title,
    isDefault,
    studentId,
    sender,
    at,
  }: { roomId: RoomId; title: string; isDefault: boolean; studentId: AccountId | null } & Origin,
): RoomRow {
  const isStudents = studentId !== null;
  transaction.db.run(
    `INSERT INTO rooms (id, kind, title, title_key, is_default, archived, encryption, created_at, head, position,
       message_count, member_count, title_seq, archived_seq, encryption_seq, student_id, status, status_seq)
     VALUES (?, ?, ?, ?, ?, 0, 'none', ?, 0, 0, 0, 0, 1, 1, 1, ?, ?, ?)`,
    roomId,
    isStudents ? "student" : "group",
    title,
    titleKey(title),
    isDefault ? 1 : 0,
    at,
    studentId,
    isStudents ? "active" : null,
    isStudents ? 1 : null,
  );
  const room = requireRoom(transaction.db, roomId);
  append(transaction, room, { type: "room.created", seq: 1, at, sender, title });
  return room;
}

function replayed({ db }: Transaction, roomId: RoomId, title: string): Logged {
  const created = db.get<{ detail: string }>(
    "SELECT detail FROM events WHERE room_id = ? AND seq = 1",
    roomId,
  );
  if (created?.detail !== title) throw new ProtocolError("conflict");
  return loggedAt(db, roomId, 1);
}
