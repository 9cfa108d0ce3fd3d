import {
  type AccountId,
  type ConversationStatus,
  foldText,
  type Position,
  type RoomId,
  type Seq,
  type Timestamp,
} from "@encrptalk/protocol";
import type { Connection } from "./connection.ts";
import type { RoomRow } from "./rows.ts";

/** A row of `students`. What is about a conversation is null or 0 until there is one. */
export interface StudentRow {
  number: number;
  account_id: AccountId;
  listed: 0 | 1;
  class_name: string;
  room_id: RoomId | null;
  status: ConversationStatus | null;
  started_at: Timestamp | null;
  message_count: number;
  last_message_seq: Seq | null;
  last_message_at: Timestamp | null;
  waiting_since: Timestamp | null;
  first_message_at: Timestamp | null;
  first_response_at: Timestamp | null;
  first_response_ms: number | null;
  position: Position;
}

export const findStudent = (db: Connection, accountId: AccountId): StudentRow | null =>
  db.get<StudentRow>("SELECT * FROM students WHERE account_id = ?", accountId);

/** Whose conversation the room is. */
export function studentOf(db: Connection, { id, student_id }: RoomRow): StudentRow {
  const student = student_id && findStudent(db, student_id);
  if (!student) throw new Error(`room ${id} is no student's`);
  return student;
}

/** Fields are found one by one: a search with a line's end in it finds nobody. */
export const searchKey = (fields: readonly string[]): string => fields.map(foldText).join("\n");

/** Brings a student's row to what their account says, and makes it where there is none. Gives its number. */
export function writeProfile(db: Connection, accountId: AccountId): number {
  const account = db.get<{ name: string; email: string; rollId: string; className: string; listed: 0 | 1 }>(
    `SELECT name, email, coalesce(roll_id, '') AS rollId, coalesce(class_name, '') AS className,
       deactivated_at IS NULL AS listed FROM accounts WHERE id = ?`,
    accountId,
  );
  if (!account) throw new Error(`there is no account ${accountId}`);
  const { name, email, rollId, className, listed } = account;
  const written = db.get<{ number: number }>(
    `INSERT INTO students (account_id, listed, name_key, search_key, class_name) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (account_id) DO UPDATE SET listed = ?2, name_key = ?3, search_key = ?4, class_name = ?5
     RETURNING number`,
    accountId,
    listed,
    foldText(name),
    searchKey([name, email, rollId]),
    className,
  );
  return written?.number ?? 0;
}
