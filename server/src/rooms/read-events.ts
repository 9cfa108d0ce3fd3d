import { type EventPage, type EventsQuery, ProtocolError, type RoomId } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Encoded } from "../encoded.ts";
import type { Rooms } from "./context.ts";

/**
 * A page of a room's log, for its members and, of a student room, the staff. A room that one may not enter answers as
 * one that does not exist.
 */
export async function readEvents(
  { store }: Pick<Rooms, "store">,
  actor: Actor,
  roomId: RoomId,
  query: EventsQuery,
): Promise<Encoded<EventPage>> {
  const page = await store.eventPage(actor.accountId, roomId, query);
  if (!page) throw new ProtocolError("room-not-found");
  return page;
}
