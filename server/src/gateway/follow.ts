import type { Sync } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Audible, Listener } from "../live/hub.ts";
import type { Gateway } from "./gateway.ts";

/**
 * Subscribes a listener to all that its `sync` lets it hear: its own feeds and rooms; for staff who show the desk, the
 * desk's; and the student rooms that staff name. To be done before reading, so that no event falls in between.
 */
export async function follow(
  { hub, presence, rooms: { store } }: Gateway,
  listener: Listener,
  { accountId, role }: Actor,
  known: Pick<Sync, "desk" | "rooms">,
): Promise<void> {
  const isStaff = role === "admin";
  for (const topic of ["desk", "desk:live"] as const) {
    if (isStaff && known.desk !== undefined) listener.subscribe(topic);
    else listener.unsubscribe(topic);
  }
  const named = isStaff ? known.rooms.map(({ roomId }) => roomId) : [];
  const readAudible = async (): Promise<Audible> => {
    const joined = await store.joinedRoomIds(accountId);
    const members = new Set(joined);
    const others = named.filter((roomId) => !members.has(roomId));
    return { joined, entered: others.length > 0 ? await store.enterable(accountId, others) : [] };
  };
  for (const roomId of await hub.followAll(listener, named, readAudible)) presence.entered(accountId, roomId);
}
