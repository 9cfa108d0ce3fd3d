import type { SentMessage } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import type { Connection } from "../connection.ts";
import type { Entered } from "../entering.ts";
import { announceDesk } from "../feeds.ts";
import { announceRead, writeStanding } from "../receipts.ts";
import { ACTIVITY_QUARTER_MS } from "../rows.ts";
import { type StudentRow, studentOf } from "../students.ts";
import type { Transaction } from "../transaction.ts";

/** What a message changes beside the log: its sender's marks, the row's last message, who waits, and the figures. */
export function followMessage(
  transaction: Transaction,
  { room, standing }: Entered,
  { seq, number, at, sender }: SentMessage & Pick<Origin, "sender">,
): void {
  const { db } = transaction;
  const student = studentOf(db, room);
  const isStudents = sender.accountId === room.student_id;
  const turn = isStudents ? asked(student, at) : answered(student, at);
  db.run(
    `UPDATE students SET message_count = ?, last_message_seq = ?, last_message_at = ?, waiting_since = ?,
       first_message_at = ?, first_response_at = ?, first_response_ms = ? WHERE number = ?`,
    number,
    seq,
    at,
    turn.waiting_since,
    turn.first_message_at,
    turn.first_response_at,
    turn.first_response_ms,
    student.number,
  );
  countMessage(db, at, isStudents);
  // Before the row, so that nobody's list takes one's own message for an unread one.
  if (isStudents) writeStanding(db, standing);
  else announceRead(transaction, room.id, standing);
  announceDesk(transaction, [student.number]);
}

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

function countMessage(db: Connection, at: number, isStudents: boolean): void {
  db.run(
    `INSERT INTO desk_activity VALUES (?1, ?2, ?3) ON CONFLICT (quarter) DO UPDATE
     SET from_students = from_students + ?2, from_staff = from_staff + ?3`,
    Math.floor(at / ACTIVITY_QUARTER_MS),
    isStudents ? 1 : 0,
    isStudents ? 0 : 1,
  );
}
