import { roomEventSchema, seqSchema } from "@encrptalk/protocol";
import * as z from "zod/mini";

/** An event of a type that a newer server knows. It shows nothing, but it has its number in the log. */
const unknownEventSchema = z.pipe(
  z.object({ seq: seqSchema, number: z.optional(z.int()) }),
  z.transform(({ seq, number }) => ({ type: "unknown" as const, seq, number })),
);

export const anyEventSchema = z.union([roomEventSchema, unknownEventSchema]);
export type AnyEvent = z.infer<typeof anyEventSchema>;
