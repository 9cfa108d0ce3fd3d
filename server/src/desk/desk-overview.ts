import type { DeskOverview, Timestamp } from "@encrptalk/protocol";
import { calendarOf, dayAfter, daysUntil, startOf } from "../calendar.ts";
import type { Staff } from "../rooms/index.ts";
import type { DeskActivity } from "../store/store.ts";
import type { Desk } from "./context.ts";

const DAYS = 30;

/** How it stands at the desk, and what was written in the last 30 days of the school's time zone. */
export async function deskOverview(desk: Desk, staff: Staff): Promise<DeskOverview> {
  const { store, presence, clock } = desk.rooms;
  const dayOf = calendarOf(await desk.timeZone());
  const today = dayOf(clock.now());
  const days = daysUntil(today, DAYS);
  const starts = [...days, dayAfter(today)].map((day) => startOf(day, dayOf));
  const [counts, activity] = await Promise.all([
    store.deskCounts(staff.accountId),
    store.deskActivity(starts[0] ?? clock.now()),
  ]);
  return {
    ...counts,
    studentsOnline: presence.studentsOnline,
    medianFirstResponseMs: activity.medianFirstResponseMs,
    days: byDay(days, starts.slice(1), activity.quarters),
  };
}

/** All ascending. What is after the last day's end was written by a clock that was set back, and does not count. */
function byDay(
  days: readonly string[],
  ends: readonly Timestamp[],
  quarters: DeskActivity["quarters"],
): DeskOverview["days"] {
  const counted = days.map((day) => ({ day, fromStudents: 0, fromStaff: 0 }));
  let today = 0;
  for (const { at, fromStudents, fromStaff } of quarters) {
    while (at >= (ends[today] ?? Number.POSITIVE_INFINITY)) today += 1;
    const day = counted[today];
    if (!day) break;
    day.fromStudents += fromStudents;
    day.fromStaff += fromStaff;
  }
  return counted;
}
