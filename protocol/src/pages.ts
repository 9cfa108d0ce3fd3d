import * as z from "zod/mini";
import { liveFrameSchema } from "./frame.ts";
import { seqSchema } from "./ids.ts";
import { MAX_PAGE_EVENTS, MAX_POLL_WAIT_MS } from "./limits.ts";
import { flagInQuery, numberInQuery, pageSize } from "./query.ts";
import { memberSchema, roomFactsSchema } from "./room.ts";
import { syncedSchema, syncSchema } from "./sync.ts";

const seqInQuery = z.pipe(numberInQuery, seqSchema);

/** A page of a room's log; at most one of `before`, `after`, `around`; none: the newest. */
export const eventsQuerySchema = z
  .strictObject({
    before: z.optional(seqInQuery),
    after: z.optional(seqInQuery),
    /** The page has this event in its middle. */
    around: z.optional(seqInQuery),
    limit: pageSize(MAX_PAGE_EVENTS, 50),
  })
  .check(
    z.refine(
      ({ before, after, around }) => [before, after, around].filter((seq) => seq !== undefined).length <= 1,
      { error: "give at most one of before, after, around" },
    ),
  );
export type EventsQuery = z.infer<typeof eventsQuerySchema>;

export const cursorQuerySchema = z.strictObject({
  /** `next` of the page before. */
  after: z.optional(z.string().check(z.maxLength(400))),
  limit: pageSize(200, 100),
});
export type CursorQuery = z.infer<typeof cursorQuerySchema>;

export const roomsQuerySchema = z.extend(cursorQuerySchema, {
  /** `true`: the archived rooms instead, for administrators. */
  archived: z._default(flagInQuery, false),
});
export type RoomsQuery = z.infer<typeof roomsQuerySchema>;

/** Group rooms by title. */
export const roomsPageSchema = z.object({ rooms: z.array(roomFactsSchema), next: z.nullable(z.string()) });
export type RoomsPage = z.infer<typeof roomsPageSchema>;

/** Ordered by name. */
export const membersPageSchema = z.object({
  members: z.array(memberSchema),
  total: z.int(),
  online: z.int(),
  next: z.nullable(z.string()),
});
export type MembersPage = z.infer<typeof membersPageSchema>;

/** `sync` over HTTP: answers at once when there is news, else waits for it. */
export const pollSchema = z.strictObject({
  sync: syncSchema,
  waitMs: z.int().check(z.gte(0), z.lte(MAX_POLL_WAIT_MS)),
});
export type Poll = z.infer<typeof pollSchema>;

export const polledSchema = z.object({
  synced: syncedSchema,
  /** Ephemeral frames (typing, presence) that came while waiting. */
  frames: z.array(liveFrameSchema),
});
export type Polled = z.infer<typeof polledSchema>;
