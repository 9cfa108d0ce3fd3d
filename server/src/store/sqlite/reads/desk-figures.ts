import type { Timestamp } from "@encrptalk/protocol";
import type { DeskActivity } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { ACTIVITY_QUARTER_MS } from "../rows.ts";
import { studentList } from "./student-list.ts";

export function deskActivity(db: Connection, since: Timestamp): DeskActivity {
  const quarters = db.all<DeskActivity["quarters"][number]>(
    `SELECT quarter * ${ACTIVITY_QUARTER_MS} AS at, from_students AS fromStudents, from_staff AS fromStaff
     FROM desk_activity WHERE quarter >= ? ORDER BY quarter`,
    Math.floor(since / ACTIVITY_QUARTER_MS),
  );
  const responses = studentList(db).byName.flatMap(({ firstResponseAt, firstResponseMs }) =>
    firstResponseAt !== null && firstResponseAt >= since ? (firstResponseMs ?? []) : [],
  );
  return { quarters, medianFirstResponseMs: median(responses) };
}

function median(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  if (sorted.length === 0) return null;
  return Math.round(middle.reduce((sum, value) => sum + value, 0) / middle.length);
}

/** `10 A` after `9 A`. */
const byName = new Intl.Collator("en", { numeric: true });

export function classes(db: Connection): { className: string; students: number }[] {
  const counts = new Map<string, number>();
  for (const { listed, className } of studentList(db).byName)
    if (listed === 1 && className !== "") counts.set(className, (counts.get(className) ?? 0) + 1);
  return [...counts]
    .map(([className, students]) => ({ className, students }))
    .sort((a, b) => byName.compare(a.className, b.className));
}
