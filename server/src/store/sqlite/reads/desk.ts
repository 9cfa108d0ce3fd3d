import {
  type AccountId,
  type DeskCounts,
  type DeskEntry,
  MAX_DESK_ENTRIES,
  type Position,
  type Timestamp,
} from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { deskEntries } from "../desk-rows.ts";
import { isUnread } from "./desk-page.ts";
import { studentList } from "./student-list.ts";

export function deskEntriesOf(
  db: Connection,
  { asker, studentIds }: { asker: AccountId; studentIds: readonly AccountId[] },
): DeskEntry[] {
  const found = db.all<{ number: number }>(
    "SELECT number FROM json_each(?) AS wanted JOIN students ON account_id = wanted.value",
    JSON.stringify([...new Set(studentIds)]),
  );
  return deskEntries(
    db,
    found.map(({ number }) => number),
    asker,
  );
}

const CHANGED_ROWS = "SELECT number FROM students WHERE position > ? LIMIT ?";
const CHANGED_SEATS = "SELECT student AS number FROM seats WHERE account_id = ? AND own_position > ? LIMIT ?";

/** Rows that changed since, and those in which the asker's own mark or choice did; `null`: too many. */
export function deskEntriesSince(
  db: Connection,
  asker: AccountId,
  since: { desk: Position; account: Position },
): DeskEntry[] | null {
  const most = MAX_DESK_ENTRIES + 1;
  const changed = [
    ...db.all<{ number: number }>(CHANGED_ROWS, since.desk, most),
    ...db.all<{ number: number }>(CHANGED_SEATS, asker, since.account, most),
  ];
  const numbers = new Set(changed.map(({ number }) => number));
  return numbers.size > MAX_DESK_ENTRIES ? null : deskEntries(db, [...numbers], asker);
}

export function deskCounts(db: Connection, asker: AccountId): DeskCounts {
  const students = studentList(db);
  const { readOf } = students.marksOf(asker);
  const counts = { all: 0, unread: 0, active: 0, closed: 0, new: 0, waiting: 0 };
  let longestWaitingSince: Timestamp | null = null;
  for (const student of students.byName) {
    if (student.listed === 0) continue;
    const { status, waitingSince } = student;
    counts.all += 1;
    counts[status ?? "new"] += 1;
    if (isUnread(student, readOf(student))) counts.unread += 1;
    if (waitingSince === null) continue;
    counts.waiting += 1;
    longestWaitingSince = Math.min(longestWaitingSince ?? waitingSince, waitingSince);
  }
  return { ...counts, longestWaitingSince };
}
