import type { Timestamp } from "./ids.ts";
import type { QuietHours } from "./school-settings.ts";

const MINUTES_A_DAY = 24 * 60;
const MINUTE_MS = 60_000;

/**
 * When the quiet hours that hold at `now` end, or `null` when none do. Of several the last to end counts, also where
 * one begins before the other has ended. Hours that begin when they end are none. `timeZone`: one that `isTimeZone`.
 */
export function quietUntil(
  now: Timestamp,
  hours: readonly (QuietHours | null)[],
  timeZone: string,
): Timestamp | null {
  let until = now;
  // Each round ends at another of the given ends: hours that cover the whole day do not keep us here for ever.
  for (const _ of hours) {
    const ends = hours.flatMap((quiet) => (quiet && endOf(quiet, until, timeZone)) ?? []);
    if (ends.length === 0) break;
    until = Math.max(...ends);
  }
  return until > now ? until : null;
}

/** When these hours end, if they hold at `at`. */
function endOf({ from, to }: QuietHours, at: Timestamp, timeZone: string): Timestamp | null {
  const minute = minuteOfDay(at, timeZone);
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (forwards(start, minute) >= forwards(start, end)) return null;
  const expected = at - (at % MINUTE_MS) + forwards(minute, end) * MINUTE_MS;
  // Where the clocks change in between, the day's minutes are not that many of a watch.
  const shift = forwards(minuteOfDay(expected, timeZone), end);
  return expected + (shift > MINUTES_A_DAY / 2 ? shift - MINUTES_A_DAY : shift) * MINUTE_MS;
}

/** Minutes from one time of day to the next time that it is the other. */
const forwards = (from: number, to: number): number => (to - from + MINUTES_A_DAY) % MINUTES_A_DAY;

function minutesOf(timeOfDay: string): number {
  const [hour = 0, minute = 0] = timeOfDay.split(":").map(Number);
  return hour * 60 + minute;
}

/** Made once for each time zone: to make one takes longer than to use it a hundred times. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function minuteOfDay(at: Timestamp, timeZone: string): number {
  const known = clocks.get(timeZone);
  const clock =
    known ??
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (!known) clocks.set(timeZone, clock);
  return minutesOf(clock.format(at));
}
