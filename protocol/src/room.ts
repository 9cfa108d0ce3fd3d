import * as z from "zod/mini";
import { encryptionModeSchema } from "./body.ts";
import { conversationSchema } from "./conversation.ts";
import { messageSentSchema, roomEventSchema } from "./event.ts";
import {
  accountIdSchema,
  epochSchema,
  positionSchema,
  roomIdSchema,
  seqSchema,
  timestampSchema,
} from "./ids.ts";
import { notifySchema } from "./notify.ts";
import { personSchema } from "./person.ts";
import { receiptSchema } from "./receipt.ts";
import { nameSchema } from "./text.ts";

/** `group`: joined and left freely. `student`: one student and the staff. */
export const roomKindSchema = z.enum(["group", "student"]);
export type RoomKind = z.infer<typeof roomKindSchema>;

/** What is the same for everyone who may see the room. */
const roomFacts = {
  roomId: roomIdSchema,
  kind: roomKindSchema,
  /** Empty for a student room: its student sees the school there, the staff the student. */
  title: z.string(),
  /** Everyone is joined to it at their first sign-in. */
  isDefault: z.boolean(),
  /** No message is taken any more; the history stays. */
  archived: z.boolean(),
  encryption: encryptionModeSchema,
  /** Of a student room, else `null`. */
  conversation: z.nullable(conversationSchema),
  createdAt: timestampSchema,
};

/** A room in the list of rooms that can be joined. */
export const roomFactsSchema = z.object({
  ...roomFacts,
  memberCount: z.int(),
});
export type RoomFacts = z.infer<typeof roomFactsSchema>;

/** A room as one of its members, or of the staff a student room, sees it: enough for a list row, and where the room's feed stands. */
export const joinedRoomSchema = z.object({
  ...roomFacts,
  memberCount: z.int(),
  /** Members with a connected device. */
  online: z.int(),
  /** `seq` of the last event. */
  head: seqSchema,
  /** Position of the last change of the room's log or receipts. */
  position: positionSchema,
  /** `number` of the last message; unread = `messageCount` − `read`. */
  messageCount: z.int(),
  /** One's own read mark: the `number` of the last message read. */
  read: z.int(),
  /** One's own choice of what to be told of. */
  notify: notifySchema,
  lastMessage: z.nullable(messageSentSchema),
});
export type JoinedRoom = z.infer<typeof joinedRoomSchema>;

/** A consecutive stretch of a room's log, oldest first, each event as it stands now. */
export const eventPageSchema = z.object({
  roomId: roomIdSchema,
  events: z.array(roomEventSchema),
  /** `seq` of the room's last event when the page was read. */
  head: seqSchema,
  /** Whether events before the first one exist. */
  hasOlder: z.boolean(),
  /** The people that the events mention. */
  people: z.array(personSchema),
});
export type EventPage = z.infer<typeof eventPageSchema>;

export const createRoomSchema = z.strictObject({ type: z.literal("room.create"), title: nameSchema });
export type CreateRoom = z.infer<typeof createRoomSchema>;
export const createdRoomSchema = z.object({ roomId: roomIdSchema });

export const joinRoomSchema = z.strictObject({ type: z.literal("room.join"), roomId: roomIdSchema });
export type JoinRoom = z.infer<typeof joinRoomSchema>;
/** The confirmation, the room as the new member sees it, and its recent messages. */
export const enteredRoomSchema = z.object({
  /** The history that the positions are of: whoever enters may not have synced yet. */
  epoch: epochSchema,
  room: joinedRoomSchema,
  recent: eventPageSchema,
  receipts: z.array(receiptSchema),
});
export type EnteredRoom = z.infer<typeof enteredRoomSchema>;

export const leaveRoomSchema = z.strictObject({ type: z.literal("room.leave"), roomId: roomIdSchema });
export type LeaveRoom = z.infer<typeof leaveRoomSchema>;

export const renameRoomSchema = z.strictObject({
  type: z.literal("room.rename"),
  roomId: roomIdSchema,
  title: nameSchema,
});
export type RenameRoom = z.infer<typeof renameRoomSchema>;

export const archiveRoomSchema = z.strictObject({ type: z.literal("room.archive"), roomId: roomIdSchema });
export type ArchiveRoom = z.infer<typeof archiveRoomSchema>;

/** Takes a room out of the archive. */
export const restoreRoomSchema = z.strictObject({ type: z.literal("room.restore"), roomId: roomIdSchema });
export type RestoreRoom = z.infer<typeof restoreRoomSchema>;

/** A member in the list of a room, online ones included. */
export const memberSchema = z.object({ ...personSchema.shape, online: z.boolean() });
export type Member = z.infer<typeof memberSchema>;

export const presenceChangeSchema = z.object({ accountId: accountIdSchema, online: z.boolean() });
