import * as z from "zod/mini";
import { requestIdSchema } from "./command.ts";
import { deskRowSchema } from "./desk.ts";
import { protocolErrorSchema } from "./error.ts";
import { roomEventSchema } from "./event.ts";
import { accountIdSchema, positionSchema, roomIdSchema } from "./ids.ts";
import { notifySchema } from "./notify.ts";
import { receiptSchema } from "./receipt.ts";
import { joinedRoomSchema, presenceChangeSchema, roomFactsSchema } from "./room.ts";

/**
 * A change in one feed (a room's, the account's own, the school's, the desk's). `previous` is the feed's position
 * before it: when it is not the one that the client knows, something was lost, and the client syncs.
 */
const chained = { position: positionSchema, previous: positionSchema };

export const eventFrameSchema = z.object({
  type: z.literal("event"),
  ...chained,
  roomId: roomIdSchema,
  event: roomEventSchema,
});
export type EventFrame = z.infer<typeof eventFrameSchema>;

/** Receipts of a room that moved, in a room with at most MAX_RECEIPT_MEMBERS members. */
export const receiptsFrameSchema = z.object({
  type: z.literal("receipts"),
  ...chained,
  roomId: roomIdSchema,
  receipts: z.array(receiptSchema),
});

/** Account feed: joined to a room, on whichever device. */
export const roomJoinedFrameSchema = z.object({
  type: z.literal("room.joined"),
  ...chained,
  room: joinedRoomSchema,
});

/** Account feed: out of a room. */
export const roomLeftFrameSchema = z.object({
  type: z.literal("room.left"),
  ...chained,
  roomId: roomIdSchema,
});

/** Account feed: one's own read mark moved, in a room with more than MAX_RECEIPT_MEMBERS members or on the desk. */
export const roomReadFrameSchema = z.object({
  type: z.literal("room.read"),
  ...chained,
  roomId: roomIdSchema,
  read: z.int(),
});

/** Account feed: what one wants to be told of a room was chosen, on whichever device. */
export const roomNotifyFrameSchema = z.object({
  type: z.literal("room.notify"),
  ...chained,
  roomId: roomIdSchema,
  notify: notifySchema,
});

/** School feed: a group room was created, renamed, archived or restored. */
export const roomChangedFrameSchema = z.object({
  type: z.literal("room.changed"),
  ...chained,
  room: roomFactsSchema,
});

/** School feed: names or roles changed; `null`: of too many to name. */
export const peopleChangedFrameSchema = z.object({
  type: z.literal("people.changed"),
  ...chained,
  accountIds: z.nullable(z.array(accountIdSchema)),
});

/** Desk feed, for staff: students or their conversations changed; `null`: too many, ask for the list anew. */
export const deskChangedFrameSchema = z.object({
  type: z.literal("desk.changed"),
  ...chained,
  rows: z.nullable(z.array(deskRowSchema)),
});

/** Ephemeral, for staff: which students came and went. */
export const deskPresenceFrameSchema = z.object({
  type: z.literal("desk.presence"),
  changes: z.array(presenceChangeSchema),
});

/** Ephemeral: who is typing in a room now, all of them. Staff hear it of every student room. */
export const typingFrameSchema = z.object({
  type: z.literal("typing"),
  roomId: roomIdSchema,
  accountIds: z.array(accountIdSchema),
});

/** Ephemeral: how many members of a room are online; in a large room, without the single changes. */
export const presenceFrameSchema = z.object({
  type: z.literal("presence"),
  roomId: roomIdSchema,
  online: z.int(),
  changes: z.array(presenceChangeSchema),
});

/** The server's heartbeat, with the positions of the feeds that moved lately. A client that is behind one syncs. */
export const beatFrameSchema = z.object({
  type: z.literal("beat"),
  school: positionSchema,
  account: positionSchema,
  /** 0 for whoever is not staff. */
  desk: positionSchema,
  rooms: z.array(z.object({ roomId: roomIdSchema, position: positionSchema })),
});

/** The server is about to stop; the client returns after this many milliseconds. */
export const drainingFrameSchema = z.object({ type: z.literal("draining"), returnAfterMs: z.int() });

export const replyFrameSchema = z.discriminatedUnion("ok", [
  z.object({ type: z.literal("reply"), id: requestIdSchema, ok: z.literal(true), result: z.unknown() }),
  z.object({
    type: z.literal("reply"),
    id: requestIdSchema,
    ok: z.literal(false),
    error: protocolErrorSchema,
  }),
]);
export type ReplyFrame = z.infer<typeof replyFrameSchema>;

/** A refusal that belongs to no request, such as a frame that could not be read. */
export const errorFrameSchema = z.object({ type: z.literal("error"), error: protocolErrorSchema });

/** What reaches listeners of a feed, over WebSocket at once and over HTTP in `frames`. */
export const liveFrameSchema = z.discriminatedUnion("type", [
  eventFrameSchema,
  receiptsFrameSchema,
  roomJoinedFrameSchema,
  roomLeftFrameSchema,
  roomReadFrameSchema,
  roomNotifyFrameSchema,
  roomChangedFrameSchema,
  peopleChangedFrameSchema,
  deskChangedFrameSchema,
  typingFrameSchema,
  presenceFrameSchema,
  deskPresenceFrameSchema,
]);
export type LiveFrame = z.infer<typeof liveFrameSchema>;

/** Everything a server sends over a WebSocket. */
export const serverFrameSchema = z.union([
  liveFrameSchema,
  beatFrameSchema,
  drainingFrameSchema,
  replyFrameSchema,
  errorFrameSchema,
]);
export type ServerFrame = z.infer<typeof serverFrameSchema>;
export type BeatFrame = z.infer<typeof beatFrameSchema>;
