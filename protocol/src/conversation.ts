import * as z from "zod/mini";
import { accountIdSchema, roomIdSchema } from "./ids.ts";

/** A student room as the desk sees it. `closed`: nothing is left to do, until somebody writes again. */
export const conversationStatusSchema = z.enum(["active", "closed"]);
export type ConversationStatus = z.infer<typeof conversationStatusSchema>;

/** What a student room has beyond other rooms. */
export const conversationSchema = z.object({ studentId: accountIdSchema, status: conversationStatusSchema });
export type Conversation = z.infer<typeof conversationSchema>;

/** Opens a student's conversation, and makes its room where there is none. Staff name any student, a student themself. */
export const openConversationSchema = z.strictObject({
  type: z.literal("conversation.open"),
  studentId: accountIdSchema,
});
export type OpenConversation = z.infer<typeof openConversationSchema>;

export const closeConversationSchema = z.strictObject({
  type: z.literal("conversation.close"),
  roomId: roomIdSchema,
});
export type CloseConversation = z.infer<typeof closeConversationSchema>;

export const reopenConversationSchema = z.strictObject({
  type: z.literal("conversation.reopen"),
  roomId: roomIdSchema,
});
export type ReopenConversation = z.infer<typeof reopenConversationSchema>;
