import type { EventsQuery, Seq } from "@encrptalk/protocol";
import type { AnyEventPage } from "../wire/result.ts";

export type ReadPage = (query: Partial<EventsQuery>) => Promise<AnyEventPage>;

export const PAGE_EVENTS = 50;
/** Guesses before the end of the log is shown instead. */
const MOST_GUESSES = 8;

interface Point {
  readonly seq: Seq;
  readonly number: number;
}

/**
 * The page that has message `number`, else the newest. Pages are asked for by `seq`, and only the page tells which
 * messages are in it; between two known points their density gives a guess that is nearly always right at once.
 */
export async function pageWith(number: number, read: ReadPage): Promise<AnyEventPage> {
  const newest = await read({ limit: PAGE_EVENTS });
  let low: Point = { seq: 0, number: 0 };
  let high = extremes(newest)?.first;
  if (high === undefined || number >= high.number) return newest;
  for (let guess = 0; guess < MOST_GUESSES; guess++) {
    const page = await read({ limit: PAGE_EVENTS, around: between(low, high, number) });
    const found = extremes(page);
    if (found === null) return newest;
    if (number < found.first.number) high = found.first;
    else if (number > found.last.number) low = found.last;
    else return page;
  }
  return newest;
}

/** No message has a `seq` below its number, and from one message to the next it grows by at least 1. */
function between(low: Point, high: Point, number: number): Seq {
  const share = (number - low.number) / (high.number - low.number);
  const guess = Math.round(low.seq + share * (high.seq - low.seq));
  return Math.min(high.seq - (high.number - number), Math.max(low.seq + (number - low.number), guess));
}

function extremes(page: AnyEventPage): { first: Point; last: Point } | null {
  const messages = page.events.filter((event) => event.type === "message.sent");
  const first = messages[0];
  const last = messages.at(-1);
  return first && last ? { first, last } : null;
}
