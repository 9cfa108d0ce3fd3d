import * as z from "zod/mini";

/** A whole number as a query string carries it. */
export const numberInQuery = z.pipe(
  z.string().check(z.regex(/^\d{1,15}$/, { error: "must be a whole number" })),
  z.transform(Number),
);

/** How many a page has: 1 to `most`. */
export const pageSize = (most: number, usual: number) =>
  z._default(z.pipe(numberInQuery, z.int().check(z.gte(1), z.lte(most))), usual);

export const flagInQuery = z.pipe(
  z.enum(["true", "false"]),
  z.transform((text) => text === "true"),
);
