import * as z from "zod/mini";
import { deviceIdSchema, timestampSchema } from "./ids.ts";
import { nameSchema } from "./text.ts";

/** A signed-in browser, or a program with a token. */
export const deviceSchema = z.object({
  deviceId: deviceIdSchema,
  kind: z.enum(["browser", "program"]),
  name: z.string(),
  createdAt: timestampSchema,
  /** To the minute. */
  lastSeenAt: timestampSchema,
  /** The one that asks. */
  current: z.boolean(),
});
export type Device = z.infer<typeof deviceSchema>;

export const devicesSchema = z.object({ devices: z.array(deviceSchema) });

/** Makes a device for a program. */
export const addProgramSchema = z.strictObject({ name: nameSchema });
export const addedProgramSchema = z.object({
  device: deviceSchema,
  /** For `Authorization: Bearer`. Shown this once. */
  token: z.string(),
});
export type AddedProgram = z.infer<typeof addedProgramSchema>;
