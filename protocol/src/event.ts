import * as z from "zod/mini";
import { bodySchema, encryptionModeSchema } from "./body.ts";
import { accountIdSchema, deviceIdSchema, messageIdSchema, seqSchema, timestampSchema } from "./ids.ts";

export const senderSchema = z.object({ accountId: accountIdSchema, deviceId: deviceIdSchema });
export type Sender = z.infer<typeof senderSchema>;

/** What every event of a room's log has. */
const logged = { seq: seqSchema, at: timestampSchema, sender: senderSchema };

/** A message as it stands now: edited text replaces the first, a deleted one has no body. */
export const messageSentSchema = z.object({
  ...logged,
  type: z.literal("message.sent"),
  /** Counts the room's messages 1, 2, 3 …; what read marks and unread counts are made of. */
  number: z.int().check(z.positive()),
  messageId: messageIdSchema,
  /** `null` once deleted. */
  body: z.nullable(bodySchema),
  /** The latest edit, if any, by the `seq` of its own event. */
  edited: z.optional(z.object({ seq: seqSchema, at: timestampSchema })),
  /** The deletion, if any, by the `seq` of its own event. */
  deleted: z.optional(z.object({ seq: seqSchema, at: timestampSchema, sender: senderSchema })),
});
export type MessageSent = z.infer<typeof messageSentSchema>;

export const messageEditedSchema = z.object({
  ...logged,
  type: z.literal("message.edited"),
  /** The `seq` of the message. */
  target: seqSchema,
  /** `null` once the message is deleted. */
  body: z.nullable(bodySchema),
});
export type MessageEdited = z.infer<typeof messageEditedSchema>;

export const messageDeletedSchema = z.object({
  ...logged,
  type: z.literal("message.deleted"),
  /** The `seq` of the message. */
  target: seqSchema,
});
export type MessageDeleted = z.infer<typeof messageDeletedSchema>;

export const roomCreatedSchema = z.object({
  ...logged,
  type: z.literal("room.created"),
  /** Empty for a student room. */
  title: z.string(),
});

export const roomRenamedSchema = z.object({
  ...logged,
  type: z.literal("room.renamed"),
  title: z.string(),
});

export const roomArchivedSchema = z.object({ ...logged, type: z.literal("room.archived") });

export const roomRestoredSchema = z.object({ ...logged, type: z.literal("room.restored") });

export const memberJoinedSchema = z.object({
  ...logged,
  type: z.literal("member.joined"),
  accountId: accountIdSchema,
});

export const memberLeftSchema = z.object({
  ...logged,
  type: z.literal("member.left"),
  accountId: accountIdSchema,
});

export const encryptionRaisedSchema = z.object({
  ...logged,
  type: z.literal("encryption.raised"),
  mode: encryptionModeSchema,
});

/** Nothing is left to do in a student's conversation. */
export const conversationClosedSchema = z.object({ ...logged, type: z.literal("conversation.closed") });

/** By hand, or because somebody wrote. */
export const conversationReopenedSchema = z.object({ ...logged, type: z.literal("conversation.reopened") });

/** One durable fact in a room's log. */
export const roomEventSchema = z.discriminatedUnion("type", [
  messageSentSchema,
  messageEditedSchema,
  messageDeletedSchema,
  roomCreatedSchema,
  roomRenamedSchema,
  roomArchivedSchema,
  roomRestoredSchema,
  memberJoinedSchema,
  memberLeftSchema,
  encryptionRaisedSchema,
  conversationClosedSchema,
  conversationReopenedSchema,
]);
export type RoomEvent = z.infer<typeof roomEventSchema>;
