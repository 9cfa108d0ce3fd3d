import * as z from "zod/mini";
import { accountIdSchema, roomIdSchema, seqSchema, timestampSchema } from "./ids.ts";
import { MAX_SEARCH_LENGTH } from "./limits.ts";
import { personSchema } from "./person.ts";
import { pageSize } from "./query.ts";
import { roomKindSchema } from "./room.ts";

/**
 * `q` is what a person types: words, `"phrases"`, `prefix*`, and `from:`, `in:`, `class:`, `before:`, `after:` with a
 * value, in quotes when it has spaces. The last word may be unfinished. Whatever it is, it is no error.
 */
export const searchQuerySchema = z.strictObject({
  q: z.string().check(
    z.maxLength(MAX_SEARCH_LENGTH),
    z.refine((text) => text.length <= MAX_SEARCH_LENGTH, {
      error: `must have at most ${MAX_SEARCH_LENGTH} UTF-16 units`,
    }),
  ),
  /** `next` of the page before. */
  after: z.optional(z.string().check(z.maxLength(64))),
  limit: pageSize(50, 20),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** A message that was found. */
export const searchHitSchema = z.object({
  roomId: roomIdSchema,
  seq: seqSchema,
  at: timestampSchema,
  senderId: accountIdSchema,
  /** The text around the first match; all of it when it is short. */
  text: z.string(),
  /** Whether text before and after it was left out. */
  cut: z.object({ before: z.boolean(), after: z.boolean() }),
  /** What matches in `text`: start and end, in UTF-16 units, in order, without overlap. */
  matches: z.array(z.tuple([z.int(), z.int()])),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** Where a hit stands. */
export const searchRoomSchema = z.object({
  roomId: roomIdSchema,
  kind: roomKindSchema,
  /** Of a group room. */
  title: z.string(),
  /** Of a student room. */
  studentId: z.nullable(accountIdSchema),
});
export type SearchRoom = z.infer<typeof searchRoomSchema>;

/** Newest first. */
export const searchPageSchema = z.object({
  hits: z.array(searchHitSchema),
  next: z.nullable(z.string()),
  /** The rooms and people that the hits mention. */
  rooms: z.array(searchRoomSchema),
  people: z.array(personSchema),
  /** Filters that name nothing and nobody that the asker may know, or no date: they find nothing. */
  unknown: z.array(
    z.object({ filter: z.enum(["from", "in", "class", "before", "after"]), value: z.string() }),
  ),
});
export type SearchPage = z.infer<typeof searchPageSchema>;
