import * as z from "zod/mini";
import { roomIdSchema } from "./ids.ts";

/** Says that one is typing, or has stopped. To be renewed before it expires. */
export const setTypingSchema = z.strictObject({
  type: z.literal("typing.set"),
  roomId: roomIdSchema,
  typing: z.boolean(),
});
export type SetTyping = z.infer<typeof setTypingSchema>;
