import type { Timestamp } from "@encrptalk/protocol";
import type { Moment } from "./script.ts";

/**
 * Midnight, in the server's time zone, of the school day `day` before that of `now`: 1 is the last Monday to Friday
 * before it, −1 the first after it.
 */
function schoolDay(now: Timestamp, day: number): Date {
  const date = new Date(now);
  date.setHours(0, 0, 0, 0);
  for (let left = Math.abs(day); left > 0; ) {
    date.setDate(date.getDate() - Math.sign(day));
    if (date.getDay() !== 0 && date.getDay() !== 6) left -= 1;
  }
  return date;
}

export function timeOf(now: Timestamp, { day, at }: Moment): Timestamp {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  return schoolDay(now, day).setHours(hours, minutes);
}

/** The text with each `{day 3}` as the name of that weekday. */
export const withWeekdays = (now: Timestamp, text: string): string =>
  text.replace(/\{day (-?\d+)\}/g, (_, day) =>
    schoolDay(now, Number(day)).toLocaleDateString("en", { weekday: "long" }),
  );
