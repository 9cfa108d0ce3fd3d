const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface Duration {
  count: number;
  unit: "minute" | "hour" | "day";
}

/** A length of time as a person says it, in its largest whole unit: 2 hours, 3 days; at least a minute. */
export function roughly(ms: number): Duration {
  if (ms >= DAY_MS) return { count: Math.floor(ms / DAY_MS), unit: "day" };
  if (ms >= HOUR_MS) return { count: Math.floor(ms / HOUR_MS), unit: "hour" };
  return { count: Math.max(1, Math.floor(ms / MINUTE_MS)), unit: "minute" };
}
