import type { Position } from "@encrptalk/protocol";

/** The first positions, `from` included and `to` not, at which something was found, in their order; at most `limit`. */
export type Find = (from: Position, to: Position, limit: number) => readonly Position[];

const FIRST_WIDTH = 4_096;
const GROWTH = 8;
/** Of one stretch; where there are more, a shorter one has the last of them. */
const MAX_FOUND = 1_000;

/**
 * The last `count` positions at which something is found, backwards. FTS5 leaps forwards to any place of a list, while
 * each leap backwards counts from the beginning of a page again: to the middle of ten million messages, that took
 * 43 ms, and 0.3 ms forwards. So it is asked forwards, in stretches that go backwards and grow. The
 * first takes in all from `late` on, where hardly anything is found.
 */
export function lastOf(
  find: Find,
  { from, late, to }: { from: Position; late: Position; to: Position },
  count: number,
): Position[] {
  const last: Position[] = [];
  let end = to;
  let width = FIRST_WIDTH + Math.max(0, to - late);
  // Where the last stretch began that had too many: up to there it does not grow.
  let crowded = to;
  while (last.length < count && from < end) {
    const start = Math.max(from, end - width);
    const found = find(start, end, MAX_FOUND + 1);
    if (found.length > MAX_FOUND) {
      crowded = start;
      width = Math.ceil((end - start) / GROWTH);
      continue;
    }
    last.push(...found.toReversed());
    end = start;
    if (end <= crowded) width *= GROWTH;
  }
  return last.slice(0, count);
}
