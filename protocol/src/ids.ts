import * as z from "zod/mini";

/** Letters, digits, `-` and `_`, 1 to 64 of them: what every id on the wire looks like. */
const idSchema = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

export const accountIdSchema = idSchema().brand<"AccountId">();
export type AccountId = z.infer<typeof accountIdSchema>;

/** One signed-in session of an account. */
export const deviceIdSchema = idSchema().brand<"DeviceId">();
export type DeviceId = z.infer<typeof deviceIdSchema>;

export const roomIdSchema = idSchema().brand<"RoomId">();
export type RoomId = z.infer<typeof roomIdSchema>;

/** Minted by the client before a message is first sent, unique per room and sender device; at least 8 characters. */
export const messageIdSchema = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{8,64}$/))
  .brand<"MessageId">();
export type MessageId = z.infer<typeof messageIdSchema>;

/** Names one history of the database; a restored backup has a new one. */
export const epochSchema = idSchema().brand<"Epoch">();
export type Epoch = z.infer<typeof epochSchema>;

/** A room's own gapless event number: 1, 2, 3 … */
export const seqSchema = z.int().check(z.nonnegative());
export type Seq = number;

/** A point in the order of all commits of one epoch. Grows, with gaps. */
export const positionSchema = z.int().check(z.nonnegative());
export type Position = number;

/** Milliseconds since 1970-01-01 UTC, by the server's clock. For display only, never for ordering. */
export const timestampSchema = z.int();
export type Timestamp = number;
