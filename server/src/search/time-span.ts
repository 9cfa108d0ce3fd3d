import type { Timestamp } from "@encrptalk/protocol";
import { calendarOf, startOf } from "../calendar.ts";

/** A year, a month or a day: `2026`, `2026-03`, `2026-03-05`, also with `/` or `.`. */
const DATE = /^([1-9]\d{3})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/;

/** When a year, a month or a day begins in a time zone, or `null` where it is none. */
export function beginningOf(text: string, timeZone: string): Timestamp | null {
  const [, year = "", month = "1", date = "1"] = DATE.exec(text.normalize("NFKC")) ?? [];
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(day) ? startOf(day, calendarOf(timeZone)) : null;
}

/** `Date` takes the 30th of February for a day of March. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
