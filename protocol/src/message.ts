import * as z from "zod/mini";
import { bodySchema } from "./body.ts";
import { messageIdSchema, roomIdSchema, seqSchema, timestampSchema } from "./ids.ts";

/** Sending again with the same `messageId` is safe: the first answer comes back. Another body is a `conflict`. */
export const sendMessageSchema = z.strictObject({
  type: z.literal("message.send"),
  roomId: roomIdSchema,
  messageId: messageIdSchema,
  body: bodySchema,
});
export type SendMessage = z.infer<typeof sendMessageSchema>;

/** The acknowledgement: the message is on disk, as this `seq` of its room. */
export const sentMessageSchema = z.object({
  seq: seqSchema,
  number: z.int(),
  at: timestampSchema,
});
export type SentMessage = z.infer<typeof sentMessageSchema>;

/** Replaces the text of one's own message. `editId` makes sending again safe, as `messageId` does. */
export const editMessageSchema = z.strictObject({
  type: z.literal("message.edit"),
  roomId: roomIdSchema,
  editId: messageIdSchema,
  /** The `seq` of the message. */
  target: seqSchema,
  body: bodySchema,
});
export type EditMessage = z.infer<typeof editMessageSchema>;

/** Removes the text of one's own message, or, as staff in a group room, of anyone's. A marker stays in the log. */
export const deleteMessageSchema = z.strictObject({
  type: z.literal("message.delete"),
  roomId: roomIdSchema,
  /** The `seq` of the message. */
  target: seqSchema,
});
export type DeleteMessage = z.infer<typeof deleteMessageSchema>;

/** The `seq` of the event that a command put into the room's log, or found there. */
export const loggedSchema = z.object({ seq: seqSchema, at: timestampSchema });
export type Logged = z.infer<typeof loggedSchema>;
