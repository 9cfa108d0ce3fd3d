import * as z from "zod/mini";
import { deskEntrySchema } from "./desk.ts";
import { roomEventSchema } from "./event.ts";
import {
  accountIdSchema,
  deviceIdSchema,
  epochSchema,
  positionSchema,
  roomIdSchema,
  seqSchema,
} from "./ids.ts";
import { MAX_ROOMS_PER_ACCOUNT } from "./limits.ts";
import { notifySchema } from "./notify.ts";
import { personSchema } from "./person.ts";
import { receiptSchema } from "./receipt.ts";
import { joinedRoomSchema } from "./room.ts";

/** Says how far a client is, subscribes it to all that is its own, and asks for what it misses. */
export const syncSchema = z.strictObject({
  type: z.literal("sync"),
  /** The history that the positions below belong to; `null` for a client that knows nothing. */
  epoch: z.nullable(epochSchema),
  /** How far the client is in the school's feed. */
  school: positionSchema,
  /** How far it is in its account's feed. */
  account: positionSchema,
  /** How far it is in the desk's feed; staff who show the desk give it. */
  desk: z.optional(positionSchema),
  /** How far it is in each joined room, and for staff in each student room that it follows. */
  rooms: z
    .array(z.strictObject({ roomId: roomIdSchema, seq: seqSchema, position: positionSchema }))
    .check(z.maxLength(MAX_ROOMS_PER_ACCOUNT)),
});
export type Sync = z.infer<typeof syncSchema>;

const caughtUp = {
  roomId: roomIdSchema,
  head: seqSchema,
  position: positionSchema,
  /** The receipts that moved since; of a large room only one's own. */
  receipts: z.array(receiptSchema),
  notify: notifySchema,
};

/** What a client misses of one room it named. */
export const roomUpdateSchema = z.discriminatedUnion("status", [
  /** Every missing event, oldest first. */
  z.object({ ...caughtUp, status: z.literal("events"), events: z.array(roomEventSchema) }),
  /** Too many are missing: the room as it stands and its recent events; older ones are paged. */
  z.object({
    ...caughtUp,
    status: z.literal("limited"),
    room: joinedRoomSchema,
    events: z.array(roomEventSchema),
    hasOlder: z.boolean(),
  }),
  /** Not a member any more, or there is no such room. */
  z.object({ status: z.literal("gone"), roomId: roomIdSchema }),
]);
export type RoomUpdate = z.infer<typeof roomUpdateSchema>;

export const syncedSchema = z.object({
  epoch: epochSchema,
  /** The client's positions are of another history: it drops all it knows but its unsent messages. */
  reset: z.boolean(),
  me: z.object({
    accountId: accountIdSchema,
    deviceId: deviceIdSchema,
    name: z.string(),
    role: personSchema.shape.role,
  }),
  school: positionSchema,
  account: positionSchema,
  /** `null`: not asked for, or not staff. */
  desk: z.nullable(
    z.object({
      position: positionSchema,
      /** Those that changed since, and those in which one's own mark or choice moved since `account`; `null`: too many,
       * ask for the list anew. */
      rows: z.nullable(z.array(deskEntrySchema)),
    }),
  ),
  /** Joined rooms that the client did not name. */
  rooms: z.array(joinedRoomSchema),
  /** One for each room that the client named and that changed. */
  updates: z.array(roomUpdateSchema),
  /** Members online now, of each joined room that the client named. */
  online: z.array(z.object({ roomId: roomIdSchema, online: z.int() })),
  /** Whose name or role changed since `school`; `null`: too many, forget all names. */
  peopleChanged: z.nullable(z.array(accountIdSchema)),
  /** The people that the events above mention. */
  people: z.array(personSchema),
});
export type Synced = z.infer<typeof syncedSchema>;
