const DAY_MS = 86_400_000;

/** The day around a time by this device's calendar, up to the next midnight. */
export function dayOf(at: number): { from: number; to: number } {
  return { from: new Date(at).setHours(0, 0, 0, 0), to: new Date(at).setHours(24, 0, 0, 0) };
}

/** Whole days from `at` to `now` by this device's calendar; 0: the same day. */
export function daysBetween(at: number, now: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  // A day on which the clocks change has 23 or 25 hours.
  return Math.round((midnight(now) - midnight(at)) / DAY_MS);
}
