import {
  type AccountId,
  type DeskCounts,
  type DeskEntry,
  MAX_DESK_ENTRIES,
  type Position,
} from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { deskEntries } from "../desk-rows.ts";

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

export const UNREAD = "student.message_count > coalesce(seat.read, 0)";
/** To be followed by a WHERE about `student` and the asker's `seat` there. The asker is ?1. */
export const FROM_STUDENTS = `
  FROM students AS student
  LEFT JOIN seats AS seat ON seat.account_id = ?1 AND seat.student = student.number`;

const COUNTS = `
  SELECT count(*) AS "all", count(*) FILTER (WHERE ${UNREAD}) AS unread,
    count(*) FILTER (WHERE status = 'active') AS active, count(*) FILTER (WHERE status = 'closed') AS closed,
    count(*) FILTER (WHERE room_id IS NULL) AS new, count(waiting_since) AS waiting,
    min(waiting_since) AS longestWaitingSince
  ${FROM_STUDENTS} WHERE listed = 1`;

export function deskCounts(db: Connection, asker: AccountId): DeskCounts {
  const counts = db.get<DeskCounts>(COUNTS, asker);
  if (!counts) throw new Error("counting gave nothing");
  return counts;
}
