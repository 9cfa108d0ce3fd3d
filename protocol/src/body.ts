import * as z from "zod/mini";
import { accountIdSchema, seqSchema } from "./ids.ts";
import { MAX_MENTIONS, MAX_TEXT_CHARACTERS } from "./limits.ts";
import { visibleText } from "./text.ts";

/** A body anyone with access to the room can read. */
export const plainBodySchema = z.strictObject({
  alg: z.literal("plain"),
  text: visibleText(MAX_TEXT_CHARACTERS, "text-too-long"),
  /** The `seq` of the message in the same room that this one answers. */
  replyTo: z.optional(seqSchema),
  /** Whom the text names with an `@`: they are told even where they want mentions only. */
  mentions: z.optional(z.array(accountIdSchema).check(z.maxLength(MAX_MENTIONS))),
});
export type PlainBody = z.infer<typeof plainBodySchema>;

/** The place laid in for end-to-end encryption (RFC 9420): bytes the server cannot read, base64. */
export const mlsBodySchema = z.strictObject({
  alg: z.literal("mls"),
  data: z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(48_000)),
});

/** The envelope of a message. Only search, previews and notifications may open it, and only when `alg` is `plain`. */
export const bodySchema = z.discriminatedUnion("alg", [plainBodySchema, mlsBodySchema]);
export type Body = z.infer<typeof bodySchema>;

/** How a room's messages must be encrypted. It can only be raised, from left to right. */
export const encryptionModeSchema = z.enum(["none", "mls"]);
export type EncryptionMode = z.infer<typeof encryptionModeSchema>;
