import * as z from "zod/mini";
import { roomIdSchema } from "./ids.ts";

/**
 * What a person wants to be told of a room while they are elsewhere. Until they choose: everything in a student room
 * and in a group of at most MAX_RECEIPT_MEMBERS members, mentions in a larger one.
 */
export const notifySchema = z.enum(["all", "mentions", "nothing"]);
export type Notify = z.infer<typeof notifySchema>;

/** Chooses it, for all devices of the account. */
export const setNotifySchema = z.strictObject({
  type: z.literal("notify.set"),
  roomId: roomIdSchema,
  notify: notifySchema,
});
export type SetNotify = z.infer<typeof setNotifySchema>;
