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

type LastMessage = NonNullable<DeskRow["conversation"]>["lastMessage"];

/** Rows of students by their numbers, in that order. Small statements: one row is wanted with every message. */
export const deskRows = (db: Connection, numbers: readonly number[]): DeskRow[] =>
  numbers.map((number) => rowOf(db, number));

/** The same as one of the staff sees them. */
export const deskEntries = (db: Connection, numbers: readonly number[], asker: AccountId): DeskEntry[] =>
  numbers.map((number) => ({ ...rowOf(db, number), ...ownOf(db, number, asker), online: false }));

function rowOf(db: Connection, number: number): DeskRow {
  const student = db.get<StudentRow>("SELECT * FROM students WHERE number = ?", number);
  if (!student) throw new Error(`there is no student ${number}`);
  const { room_id, last_message_seq } = student;
  const lastMessage = room_id && last_message_seq ? findMessage(db, room_id, last_message_seq) : null;
  return deskRow(db, student, lastMessage);
}

/** The row of a student whose conversation ends with this message. */
export const deskRow = (db: Connection, student: StudentRow, lastMessage: LastMessage): DeskRow => ({
  student: personOf(db, student),
  conversation: conversationOf(student, lastMessage),
  listed: student.listed === 1,
  position: student.position,
});

function personOf(db: Connection, { account_id, class_name }: StudentRow): DeskRow["student"] {
  const person = db.get<{ name: string; email: string; rollId: string }>(
    "SELECT name, email, coalesce(roll_id, '') AS rollId FROM accounts WHERE id = ?",
    account_id,
  );
  if (!person) throw new Error(`there is no account ${account_id}`);
  return { accountId: account_id, ...person, className: class_name };
}

function conversationOf(student: StudentRow, lastMessage: LastMessage): DeskRow["conversation"] {
  const { room_id, status, started_at } = student;
  if (room_id === null || status === null || started_at === null) return null;
  return {
    roomId: room_id,
    status,
    startedAt: started_at,
    messageCount: student.message_count,
    lastMessage,
    waitingSince: student.waiting_since,
  };
}

interface MessageRow {
  number: number;
  at: Timestamp;
  senderId: AccountId;
  body: string | null;
}

function findMessage(db: Connection, roomId: RoomId, seq: Seq): LastMessage {
  const message = db.get<MessageRow>(
    `SELECT number, at, account_id AS senderId, coalesce((
       SELECT edit.body FROM events AS edit WHERE edit.room_id = event.room_id AND edit.seq = event.edited_seq), body) AS body
     FROM events AS event WHERE room_id = ? AND seq = ?`,
    roomId,
    seq,
  );
  if (!message) throw new Error(`room ${roomId} has no message ${seq}`);
  const { number, at, senderId, body } = message;
  return { seq, number, at, senderId, text: previewOf(body === null ? null : (JSON.parse(body) as Body)) };
}

/** What is shown of a text that can be read. */
export const previewOf = (body: Body | null): string | null =>
  body?.alg === "plain" ? startOfText(body.text, PREVIEW_LENGTH) : null;

function ownOf(db: Connection, number: number, asker: AccountId): Pick<DeskEntry, "read" | "notify"> {
  const seat = db.get<{ read: number; notify: Notify | null }>(
    "SELECT read, notify FROM seats WHERE account_id = ? AND student = ?",
    asker,
    number,
  );
  return { read: seat?.read ?? 0, notify: seat?.notify ?? "all" };
}
