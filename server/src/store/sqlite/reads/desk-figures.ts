import type { Timestamp } from "@encrptalk/protocol";
import type { DeskActivity } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { ACTIVITY_QUARTER_MS } from "../rows.ts";

export function deskActivity(db: Connection, since: Timestamp): DeskActivity {
  const quarters = db.all<DeskActivity["quarters"][number]>(
    `SELECT quarter * ${ACTIVITY_QUARTER_MS} AS at, from_students AS fromStudents, from_staff AS fromStaff
     FROM desk_activity WHERE quarter >= ? ORDER BY quarter`,
    Math.floor(since / ACTIVITY_QUARTER_MS),
  );
  const responses = db.all<{ ms: number }>(
    "SELECT first_response_ms AS ms FROM students WHERE first_response_at >= ?",
    since,
  );
  return { quarters, medianFirstResponseMs: median(responses.map(({ ms }) => ms)) };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  if (sorted.length === 0) return null;
  return Math.round(middle.reduce((sum, value) => sum + value, 0) / middle.length);
}

/** `10 A` after `9 A`. */
const byName = new Intl.Collator("en", { numeric: true });

export function classes(db: Connection): { className: string; students: number }[] {
  const found = db.all<{ className: string; students: number }>(
    `SELECT class_name AS className, count(*) AS students FROM students
     WHERE listed = 1 AND class_name <> '' GROUP BY class_name`,
  );
  return found.sort((a, b) => byName.compare(a.className, b.className));
}
