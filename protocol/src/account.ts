import * as z from "zod/mini";
import { accountIdSchema, deviceIdSchema } from "./ids.ts";
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from "./limits.ts";
import { roleSchema } from "./person.ts";
import { quietHoursSchema } from "./school-settings.ts";
import { nameSchema } from "./text.ts";

/** A password being chosen. One being checked may be anything. */
export const newPasswordSchema = z.string().check(
  z.minLength(MIN_PASSWORD_CHARACTERS, {
    error: `must have at least ${MIN_PASSWORD_CHARACTERS} characters`,
  }),
  z.maxLength(MAX_PASSWORD_CHARACTERS, {
    error: `must have at most ${MAX_PASSWORD_CHARACTERS} characters`,
  }),
);
const givenPasswordSchema = z.string().check(z.maxLength(MAX_PASSWORD_CHARACTERS));

/** E-mail addresses are compared without case. */
export const emailAddressSchema = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.trim().toLowerCase()),
  ),
  z.email({ error: "must be an e-mail address" }).check(z.maxLength(254)),
);

/** The school's own number for a student: letters, digits and `. _ / -`, compared without case. */
export const rollIdSchema = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.trim()),
  ),
  z.string().check(
    z.regex(/^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,39}$/u, {
      error: "must be letters, digits, and . _ / -, at most 40",
    }),
  ),
);

/** How a person wants the product to look, sound and call. */
export const displaySettingsSchema = z.strictObject({
  theme: z.enum(["system", "light", "dark"]),
  sound: z.boolean(),
  /** Beside the school's own. */
  quietHours: z.nullable(quietHoursSchema),
  /** Of staff: whether students' messages are told of while one is elsewhere. */
  deskNotify: z.enum(["all", "nothing"]),
});
export type DisplaySettings = z.infer<typeof displaySettingsSchema>;
export const DEFAULT_DISPLAY_SETTINGS: DisplaySettings = {
  theme: "system",
  sound: true,
  quietHours: null,
  deskNotify: "all",
};

/** The signed-in person, to themself. */
export const meSchema = z.object({
  accountId: accountIdSchema,
  deviceId: deviceIdSchema,
  role: roleSchema,
  name: z.string(),
  email: z.string(),
  rollId: z.nullable(z.string()),
  className: z.nullable(z.string()),
  settings: displaySettingsSchema,
});
export type Me = z.infer<typeof meSchema>;

export const signInSchema = z.strictObject({
  /** An e-mail address or a roll ID. */
  identifier: z.string().check(z.minLength(1), z.maxLength(254)),
  password: givenPasswordSchema,
  /** How the device is called in the list of devices; by default, what the User-Agent tells. */
  deviceName: z.optional(nameSchema),
});
export type SignIn = z.infer<typeof signInSchema>;

export const changePasswordSchema = z.strictObject({ current: givenPasswordSchema, next: newPasswordSchema });
export type ChangePassword = z.infer<typeof changePasswordSchema>;

/** What anybody may know of the school. */
export const schoolSchema = z.object({
  /** `null` until the school is set up. */
  name: z.nullable(z.string()),
});
export type School = z.infer<typeof schoolSchema>;

/** Makes the first administrator and names the school. Works once. */
export const setUpSchema = z.strictObject({
  /** The one-time code that the server printed. */
  code: z.string().check(z.maxLength(64)),
  schoolName: nameSchema,
  name: nameSchema,
  email: emailAddressSchema,
  password: newPasswordSchema,
});
export type SetUp = z.infer<typeof setUpSchema>;

const linkTokenSchema = z.string().check(z.minLength(1), z.maxLength(128));

/** A link with which a person chooses a password: an invitation, or a reset. Its token stands behind the `#`. */
export const inspectLinkSchema = z.strictObject({ token: linkTokenSchema });
export const linkSchema = z.object({
  purpose: z.enum(["invitation", "reset"]),
  name: z.string(),
  email: z.string(),
  rollId: z.nullable(z.string()),
});
export type Link = z.infer<typeof linkSchema>;

/** Chooses the password, uses up the link, and signs in. Other devices of the account are signed out. */
export const redeemLinkSchema = z.strictObject({ token: linkTokenSchema, password: newPasswordSchema });
export type RedeemLink = z.infer<typeof redeemLinkSchema>;
