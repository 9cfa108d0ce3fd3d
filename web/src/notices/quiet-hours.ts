import { isTimeZone, type QuietHours, quietUntil } from "@encrptalk/protocol";

/**
 * Whether a moment lies in one of the spans of quiet, which are told in the time of `timeZone`, or of the device where
 * the browser is older than that name.
 */
export function isQuiet(at: number, timeZone: string, spans: readonly (QuietHours | null)[]): boolean {
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return quietUntil(at, spans, [timeZone, device].find(isTimeZone) ?? "UTC") !== null;
}
