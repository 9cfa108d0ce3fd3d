import type { AccountId, EventPage, EventsQuery, RoomId, Seq } from "@encrptalk/protocol";
import { Encoded, encode } from "../../../encoded.ts";
import type { Events } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { enter } from "../entering.ts";
import { type EncodedEvent, encodedBetween } from "../event-row.ts";
import { type EventStretch, stretchBetween, toStretch } from "../event-stretch.ts";
import { type RoomRow, requireRoom } from "../rows.ts";
import { MAX_PAGE_CHARACTERS, newestThatFit, oldestThatFit } from "./fitting.ts";
import { people } from "./people.ts";
import { readStretch } from "./tails.ts";

/** One question instead of three, and who may enter is looked up in the same state of the log as what is read. */
export function eventPage(
  db: Connection,
  { asker, roomId, query }: { asker: AccountId; roomId: RoomId; query: EventsQuery },
): Encoded<EventPage> | null {
  const entered = enter(db, roomId, asker);
  if (!entered) return null;
  const { room } = entered;
  const { events, ...page } = read(db, room, query, readStretch);
  const named = people(db, { asker, accountIds: [...events.mentioned] });
  return new Encoded(encode({ roomId, events: events.list, ...page, people: named }));
}

export function events(db: Connection, { roomId, query }: { roomId: RoomId; query: EventsQuery }): Events {
  const { events, ...page } = read(db, requireRoom(db, roomId), query, (_, { id }, from, to) =>
    stretchBetween(db, id, from, to),
  );
  return { events: events.list.value, ...page };
}

function read(
  db: Connection,
  room: RoomRow,
  query: EventsQuery,
  between: typeof readStretch,
): Omit<Events, "events"> & { events: EventStretch } {
  const { head } = room;
  const { from, to } = stretch(head, query);
  const events = between(db, room, from, to);
  // Half of a page is what either side of an event may have.
  if (events.list.json.length <= MAX_PAGE_CHARACTERS / 2) return { events, head, hasOlder: from > 1 };
  const fit = fitting(encodedBetween(db, room.id, from, to), query);
  return { events: toStretch(fit), head, hasOlder: (fit[0]?.seq ?? from) > 1 };
}

/** A page of long messages has fewer of them: those nearest to what was asked for. */
function fitting(events: readonly EncodedEvent[], { after, around }: EventsQuery): EncodedEvent[] {
  if (after !== undefined) return oldestThatFit(events, MAX_PAGE_CHARACTERS);
  if (around === undefined) return newestThatFit(events, MAX_PAGE_CHARACTERS);
  const half = MAX_PAGE_CHARACTERS / 2;
  const upTo = events.filter(({ seq }) => seq <= around);
  const beyond = events.slice(upTo.length);
  return [...newestThatFit(upTo, half), ...oldestThatFit(beyond, half)];
}

/** Which events a page has. A room's numbers have no gaps, so that a page is a range of them. */
function stretch(head: Seq, { before, after, around, limit }: EventsQuery): { from: Seq; to: Seq } {
  if (after !== undefined) return { from: after + 1, to: Math.min(head, after + limit) };
  const to = Math.min(head, lastWanted(head, { before, around, limit }));
  return {
    from: Math.max(1, to - limit + 1),
    to: around === undefined ? to : Math.min(head, Math.max(to, limit)),
  };
}

function lastWanted(
  head: Seq,
  { before, around, limit }: Pick<EventsQuery, "before" | "around" | "limit">,
): Seq {
  if (before !== undefined) return before - 1;
  if (around !== undefined) return around + Math.floor(limit / 2);
  return head;
}
