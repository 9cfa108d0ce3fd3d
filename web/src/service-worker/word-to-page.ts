import * as z from "zod/mini";

/** What the service worker says to a page; the page answers `true` through the port when it takes care of it. */
export const wordToPageSchema = z.discriminatedUnion("type", [
  /** A push has come: does the page tell of it itself? */
  z.object({ type: z.literal("push") }),
  /** A notification was clicked. */
  z.object({ type: z.literal("open"), path: z.string() }),
]);
export type WordToPage = z.infer<typeof wordToPageSchema>;
