import * as z from "zod/mini";
import { accountIdSchema, roomIdSchema } from "./ids.ts";
import { MAX_MARKS_PER_COMMAND } from "./limits.ts";

const messageNumberSchema = z.int().check(z.nonnegative());

/** Two watermarks of one account in one room, as message numbers. They only move forward; `read` ≤ `delivered`. */
export const receiptSchema = z.object({
  accountId: accountIdSchema,
  delivered: messageNumberSchema,
  read: messageNumberSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;

/** Moves one's own marks. A mark behind the present one, or past the last message, changes nothing more than it can. */
export const markReceiptsSchema = z.strictObject({
  type: z.literal("receipts.mark"),
  marks: z
    .array(
      z.strictObject({
        roomId: roomIdSchema,
        delivered: z.optional(messageNumberSchema),
        read: z.optional(messageNumberSchema),
      }),
    )
    .check(z.minLength(1), z.maxLength(MAX_MARKS_PER_COMMAND)),
});
export type MarkReceipts = z.infer<typeof markReceiptsSchema>;
