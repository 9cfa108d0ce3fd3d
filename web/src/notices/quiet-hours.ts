import type { QuietHours } from "@encrptalk/protocol";

/**
 * Whether a moment lies in one of the spans of quiet, which are told in the time of `timeZone`, or of the device where
 * the browser is older than that name.
 */
export function isQuiet(at: number, timeZone: string, spans: readonly (QuietHours | null)[]): boolean {
  const time = timeIn(timeZone, at);
  return spans.some((span) => span !== null && isWithin(time, span));
}

/** "22:00" to "06:00" is over midnight; from a time to the same time is never. */
function isWithin(time: string, { from, to }: QuietHours): boolean {
  if (from <= to) return from <= time && time < to;
  return from <= time || time < to;
}

function timeIn(timeZone: string | undefined, at: number): string {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
  } catch (error) {
    if (timeZone === undefined) throw error;
    return timeIn(undefined, at);
  }
}
