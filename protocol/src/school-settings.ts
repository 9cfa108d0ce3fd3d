import * as z from "zod/mini";
import { nameSchema } from "./text.ts";

const timeOfDaySchema = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a time such as 22:00" }));

/** From `from` to `to`, over midnight where `to` is earlier, in the school's time zone: no sounds and no pushes. */
export const quietHoursSchema = z.strictObject({ from: timeOfDaySchema, to: timeOfDaySchema });
export type QuietHours = z.infer<typeof quietHoursSchema>;

const timeZoneSchema = z
  .string()
  .check(z.maxLength(64), z.refine(isTimeZone, { error: "must be a time zone such as Europe/Paris" }));

/**
 * Whether this machine knows a time zone of that name. A distance from UTC such as `+05:30` is none: not all browsers
 * know it, and it has no summer time.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** What administrators choose for everyone. */
export const schoolSettingsSchema = z.strictObject({
  name: nameSchema,
  timeZone: timeZoneSchema,
  quietHours: z.nullable(quietHoursSchema),
  /** Whether a push, which passes through the browser maker's servers, and an e-mail may carry a message's text. */
  textInNotifications: z.boolean(),
});
export type SchoolSettings = z.infer<typeof schoolSettingsSchema>;

/** Only the fields given change. */
export const updateSchoolSettingsSchema = z.partial(schoolSettingsSchema);
export type UpdateSchoolSettings = z.infer<typeof updateSchoolSettingsSchema>;
