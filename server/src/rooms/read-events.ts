import type { AccountId, EventPage, EventsQuery, Person, RoomEvent, RoomId } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "./context.ts";
import { requireEntry } from "./require.ts";

/** A page of a room's log, for its members and, of a student room, the staff. */
export async function readEvents(
  rooms: Rooms,
  actor: Actor,
  roomId: RoomId,
  query: EventsQuery,
): Promise<EventPage> {
  await requireEntry(rooms, actor, roomId);
  const page = await rooms.store.events(roomId, query);
  return { roomId, ...page, people: await peopleIn(rooms, actor, page.events) };
}

/** The people that events mention, each once. */
export function peopleIn(rooms: Rooms, actor: Actor, events: readonly RoomEvent[]): Promise<Person[]> {
  const mentioned = new Set<AccountId>();
  for (const event of events) {
    mentioned.add(event.sender.accountId);
    if ("accountId" in event) mentioned.add(event.accountId);
    if ("deleted" in event && event.deleted) mentioned.add(event.deleted.sender.accountId);
  }
  return mentioned.size === 0 ? Promise.resolve([]) : rooms.store.people(actor.accountId, [...mentioned]);
}
