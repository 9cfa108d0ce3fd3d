import type { QuietHours } from "@encrptalk/protocol";

/** Whether a moment lies in one of the spans of quiet, which are told in the time of `timeZone`. */
export function isQuiet(at: number, timeZone: string, spans: readonly (QuietHours | null)[]): boolean {
  const time = timeIn(timeZone, at);
  return spans.some((span) => span !== null && isWithin(time, span));
}

/** "22:00" to "06:00" is over midnight; from a time to the same time is never. */
function isWithin(time: string, { from, to }: QuietHours): boolean {
  if (from <= to) return from <= time && time < to;
  return from <= time || time < to;
}

const timeIn = (timeZone: string, at: number): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
