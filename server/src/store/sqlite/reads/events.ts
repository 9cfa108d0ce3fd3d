import type { AccountId, EventPage, EventsQuery, RoomEvent, RoomId, Seq } from "@encrptalk/protocol";
import type { Events } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { enter } from "../entering.ts";
import { eventsBetween } from "../event-row.ts";
import { requireRoom } from "../rows.ts";
import { MAX_PAGE_CHARACTERS, newestThatFit, oldestThatFit } from "./fitting.ts";
import { people } from "./people.ts";
import { mentionedIn } from "./tails.ts";

/** One question instead of three, and who may enter is looked up in the same state of the log as what is read. */
export function eventPage(
  db: Connection,
  { asker, roomId, query }: { asker: AccountId; roomId: RoomId; query: EventsQuery },
): EventPage | null {
  if (!enter(db, roomId, asker)) return null;
  const page = events(db, { roomId, query });
  const mentioned = new Set(page.events.flatMap(mentionedIn));
  return { roomId, ...page, people: people(db, { asker, accountIds: [...mentioned] }) };
}

export function events(db: Connection, { roomId, query }: { roomId: RoomId; query: EventsQuery }): Events {
  const { head } = requireRoom(db, roomId);
  const { from, to } = stretch(head, query);
  const events = fitting(eventsBetween(db, roomId, from, to), query);
  return { events, head, hasOlder: (events[0]?.seq ?? from) > 1 };
}

/** A page of long messages has fewer of them: those nearest to what was asked for. */
function fitting(events: RoomEvent[], { after, around }: EventsQuery): RoomEvent[] {
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
