import type { Timestamp } from "@encrptalk/protocol";

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** No place is further from UTC than this. */
const FURTHEST_MS = 16 * 60 * 60_000;

type Calendar = (at: Timestamp) => string;

/** Making one takes milliseconds, and a school has one time zone. */
const calendars = new Map<string, Calendar>();

/** Which day, such as `2026-01-05`, it is in a time zone. */
export function calendarOf(timeZone: string): Calendar {
  const known = calendars.get(timeZone);
  if (known) return known;
  const calendar = makeCalendar(timeZone);
  calendars.set(timeZone, calendar);
  return calendar;
}

function makeCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${parts.year}-${parts.month}-${parts.day}`;
  };
}

/** The last `count` days, oldest first, `today` included. */
export const daysUntil = (today: string, count: number): string[] =>
  Array.from({ length: count }, (_, day) => dayBeside(today, day - count + 1));

export const dayAfter = (day: string): string => dayBeside(day, 1);

const dayBeside = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** When a day begins: every time zone's days begin with a quarter of an hour. */
export function startOf(day: string, dayOf: Calendar): Timestamp {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - FURTHEST_MS;
  let after = midnight + FURTHEST_MS;
  while (after - before > QUARTER_MS) {
    const middle = before + Math.floor((after - before) / QUARTER_MS / 2) * QUARTER_MS;
    if (dayOf(middle) < day) before = middle;
    else after = middle;
  }
  return after;
}
