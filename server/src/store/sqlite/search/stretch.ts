import type { Position, Timestamp } from "@encrptalk/protocol";
import type { IndexQuery } from "../../search-index.ts";
import type { Connection } from "../connection.ts";

/** Clocks were set back by less than this; each message's own time is compared beside it. */
const CLOCK_ERROR_MS = 24 * 60 * 60_000;

/** Positions, the second one excluded, between which everything stands that was written in the time asked for. */
export function stretchOf(
  db: Connection,
  { since, until }: Pick<IndexQuery, "since" | "until">,
): { from: Position; to: Position } {
  return {
    from: since === null ? 0 : firstAtOrAfter(db, since - CLOCK_ERROR_MS),
    to: until === null ? Number.MAX_SAFE_INTEGER : firstAtOrAfter(db, until + CLOCK_ERROR_MS),
  };
}

/** By halving: positions grow with time, and no index of times is needed. */
function firstAtOrAfter(db: Connection, at: Timestamp): Position {
  let from = 0;
  let to = 1 + (db.get<{ last: Position }>("SELECT max(position) AS last FROM events")?.last ?? 0);
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const event = db.get<{ position: Position; at: Timestamp }>(
      "SELECT position, at FROM events WHERE position >= ? ORDER BY position LIMIT 1",
      middle,
    );
    if (event && event.at < at) from = event.position + 1;
    else to = middle;
  }
  return from;
}
