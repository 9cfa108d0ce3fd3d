import type { EncodedEvent } from "../event-row.ts";

/** Characters of JSON that one page may have, so that no answer is larger than a slow phone can take. */
export const MAX_PAGE_CHARACTERS = 512 * 1024;

/** The newest of consecutive events that fit, but at least one. */
export function newestThatFit(events: readonly EncodedEvent[], most: number): EncodedEvent[] {
  return oldestThatFit(events.toReversed(), most).reverse();
}

/** The oldest of consecutive events that fit, but at least one. */
export function oldestThatFit(events: readonly EncodedEvent[], most: number): EncodedEvent[] {
  let left = most;
  const end = events.findIndex((event, index) => {
    left -= event.json.length;
    return left < 0 && index > 0;
  });
  return end === -1 ? [...events] : events.slice(0, end);
}
