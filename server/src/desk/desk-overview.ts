import type { DeskOverview } from "@encrptalk/protocol";
import { calendarOf, daysUntil, startOf } from "../calendar.ts";
import type { Staff } from "../rooms/index.ts";
import type { Desk } from "./context.ts";

const DAYS = 30;

/** How it stands at the desk, and what was written in the last 30 days of the school's time zone. */
export async function deskOverview(desk: Desk, staff: Staff): Promise<DeskOverview> {
  const { store, presence, clock } = desk.rooms;
  const dayOf = calendarOf(await desk.timeZone());
  const today = dayOf(clock.now());
  const names = daysUntil(today, DAYS);
  const days = new Map(names.map((day) => [day, { day, fromStudents: 0, fromStaff: 0 }]));
  const [counts, activity] = await Promise.all([
    store.deskCounts(staff.accountId),
    store.deskActivity(startOf(names[0] ?? today, dayOf)),
  ]);
  for (const { at, fromStudents, fromStaff } of activity.quarters) {
    const day = days.get(dayOf(at));
    if (!day) continue;
    day.fromStudents += fromStudents;
    day.fromStaff += fromStaff;
  }
  return {
    ...counts,
    studentsOnline: presence.studentsOnline,
    medianFirstResponseMs: activity.medianFirstResponseMs,
    days: [...days.values()],
  };
}
