import {
  type AccountId,
  type Body,
  type DeskEntry,
  type DeskRow,
  type Notify,
  type RoomId,
  type Seq,
  startOfText,
  type Timestamp,
} from "@encrptalk/protocol";
import type { Connection } from "./connection.ts";
import type { StudentRow } from "./students.ts";

/** What a list shows of a message, in UTF-16 units. */
const PREVIEW_LENGTH = 200;

/** Rows of students by their numbers, in that order. Small statements: one row is wanted with every message. */
export const deskRows = (db: Connection, numbers: readonly number[]): DeskRow[] =>
  numbers.map((number) => deskRow(db, number));

/** The same as one of the staff sees them. */
export const deskEntries = (db: Connection, numbers: readonly number[], asker: AccountId): DeskEntry[] =>
  numbers.map((number) => ({ ...deskRow(db, number), ...ownOf(db, number, asker), online: false }));

function deskRow(db: Connection, number: number): DeskRow {
  const student = db.get<StudentRow>("SELECT * FROM students WHERE number = ?", number);
  if (!student) throw new Error(`there is no student ${number}`);
  return {
    student: personOf(db, student),
    conversation: conversationOf(db, student),
    listed: student.listed === 1,
    position: student.position,
  };
}

function personOf(db: Connection, { account_id, class_name }: StudentRow): DeskRow["student"] {
  const person = db.get<{ name: string; email: string; rollId: string }>(
    "SELECT name, email, coalesce(roll_id, '') AS rollId FROM accounts WHERE id = ?",
    account_id,
  );
  if (!person) throw new Error(`there is no account ${account_id}`);
  return { accountId: account_id, ...person, className: class_name };
}

function conversationOf(db: Connection, student: StudentRow): DeskRow["conversation"] {
  const { room_id, status, started_at } = student;
  if (room_id === null || status === null || started_at === null) return null;
  return {
    roomId: room_id,
    status,
    startedAt: started_at,
    messageCount: student.message_count,
    lastMessage: lastMessage(db, room_id, student.last_message_seq),
    waitingSince: student.waiting_since,
  };
}

interface LastMessage {
  number: number;
  at: Timestamp;
  senderId: AccountId;
  body: string | null;
}

function lastMessage(
  db: Connection,
  roomId: RoomId,
  seq: Seq | null,
): NonNullable<DeskRow["conversation"]>["lastMessage"] {
  if (seq === null) return null;
  const message = db.get<LastMessage>(
    `SELECT number, at, account_id AS senderId, coalesce((
       SELECT edit.body FROM events AS edit WHERE edit.room_id = event.room_id AND edit.seq = event.edited_seq), body) AS body
     FROM events AS event WHERE room_id = ? AND seq = ?`,
    roomId,
    seq,
  );
  if (!message) throw new Error(`room ${roomId} has no message ${seq}`);
  const { number, at, senderId, body } = message;
  return { seq, number, at, senderId, text: preview(body) };
}

/** What is shown of a text that can be read. */
function preview(json: string | null): string | null {
  const body = json === null ? null : (JSON.parse(json) as Body);
  return body?.alg === "plain" ? startOfText(body.text, PREVIEW_LENGTH) : null;
}

function ownOf(db: Connection, number: number, asker: AccountId): Pick<DeskEntry, "read" | "notify"> {
  const seat = db.get<{ read: number; notify: Notify | null }>(
    "SELECT read, notify FROM seats WHERE account_id = ? AND student = ?",
    asker,
    number,
  );
  return { read: seat?.read ?? 0, notify: seat?.notify ?? "all" };
}
