import type { Body, SentMessage } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { deskRow, previewOf } from "../desk-rows.ts";
import type { Entered } from "../entering.ts";
import { announceRead, writeMarks } from "../receipts.ts";
import { type StudentRow, studentOf } from "../students.ts";
import type { Transaction } from "../transaction.ts";

/** What a message changes beside the log: its sender's marks, the row's last message, who waits, and the figures. */
export function followMessage(
  transaction: Transaction,
  { room, standing }: Entered,
  { seq, number, at, sender, body }: SentMessage & Pick<Origin, "sender"> & { body: Body },
): void {
  const { db, changes, totals } = transaction;
  const student = studentOf(db, room);
  const isStudents = sender.accountId === room.student_id;
  totals.countMessage(at, isStudents);
  // Before the row, so that nobody's list takes one's own message for an unread one.
  if (isStudents) writeMarks(db, standing);
  else announceRead(transaction, room.id, standing);
  const feed = totals.move("desk");
  const row: StudentRow = {
    ...student,
    ...(isStudents ? asked(student, at) : answered(student, at)),
    message_count: number,
    last_message_seq: seq,
    last_message_at: at,
    position: feed.position,
  };
  writeFollowed(db, row);
  const lastMessage = { seq, number, at, senderId: sender.accountId, text: previewOf(body) };
  changes.push({ type: "desk", ...feed, rows: [deskRow(db, row, lastMessage)] });
}

const writeFollowed = (db: Connection, row: StudentRow): number =>
  db.run(
    `UPDATE students SET message_count = ?, last_message_seq = ?, last_message_at = ?, waiting_since = ?,
       first_message_at = ?, first_response_at = ?, first_response_ms = ?, position = ? WHERE number = ?`,
    row.message_count,
    row.last_message_seq,
    row.last_message_at,
    row.waiting_since,
    row.first_message_at,
    row.first_response_at,
    row.first_response_ms,
    row.position,
    row.number,
  );

type Turn = Pick<
  StudentRow,
  "waiting_since" | "first_message_at" | "first_response_at" | "first_response_ms"
>;

const asked = (student: StudentRow, at: number): Turn => ({
  ...student,
  waiting_since: student.waiting_since ?? at,
  first_message_at: student.first_message_at ?? at,
});

function answered(student: StudentRow, at: number): Turn {
  const isFirst = student.first_message_at !== null && student.first_response_at === null;
  return {
    ...student,
    waiting_since: null,
    first_response_at: isFirst ? at : student.first_response_at,
    first_response_ms: isFirst
      ? Math.max(0, at - (student.first_message_at ?? at))
      : student.first_response_ms,
  };
}
