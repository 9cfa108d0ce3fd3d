import type { StudentDetails } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";
import { ago } from "../text/time.ts";

/** Whether a student is online, else when they were last; `null`: not known. */
export function presenceOf(
  details: StudentDetails | null,
  online: boolean | null,
  now: number,
): string | null {
  if (online) return m.desk_online();
  if (details === null || online === null) return null;
  const { lastSeenAt } = details;
  return lastSeenAt === null ? m.desk_never_seen() : m.desk_seen({ time: ago(lastSeenAt, now) });
}
