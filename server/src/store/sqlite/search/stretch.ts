import type { Position, Timestamp } from "@encrptalk/protocol";
import type { IndexQuery } from "../../search-index.ts";
import type { Connection } from "../connection.ts";

/** Clocks were set back by less than this; each message's own time is compared beside it. */
const CLOCK_ERROR_MS = 24 * 60 * 60_000;

/** Positions between which everything stands that was written in a time. `to` and what follows on it is outside. */
interface Stretch {
  from: Position;
  /** From here on it is only what was written while a clock was wrong. */
  late: Position;
  to: Position;
}

export function stretchOf(
  db: Connection,
  { since, until }: Pick<IndexQuery, "since" | "until">,
  head: Position,
): Stretch {
  const at = (time: Timestamp) => firstAtOrAfter(db, time, head);
  return {
    from: since === null ? 0 : at(since - CLOCK_ERROR_MS),
    late: until === null ? head + 1 : at(until),
    to: until === null ? head + 1 : at(until + CLOCK_ERROR_MS),
  };
}

/** By halving: positions grow with time, and no index of times is needed. */
function firstAtOrAfter(db: Connection, at: Timestamp, head: Position): Position {
  let from = 0;
  let to = head + 1;
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

/** The last position of the log; 0: there is none. */
export const headOf = (db: Connection): Position =>
  db.get<{ head: Position | null }>("SELECT max(position) AS head FROM events")?.head ?? 0;
