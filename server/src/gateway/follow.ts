import type { Sync } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Listener } from "../live/hub.ts";
import { type EncodedSynced, toSynced } from "../rooms/index.ts";
import type { Gateway } from "./gateway.ts";

/**
 * Subscribes a listener to all that its `sync` lets it hear: its own feeds and rooms; for staff who show the desk, the
 * desk's; and the student rooms that staff name. Answers with what it misses, read with its rooms in one question: where
 * one of them has told something between that and the subscription, it is read again, so that nothing falls in between.
 */
export async function follow(
  { hub, presence, feeds, rooms, largeReads }: Gateway,
  listener: Listener,
  actor: Actor,
  known: Omit<Sync, "type">,
): Promise<EncodedSynced> {
  const { accountId, role } = actor;
  const isStaff = role === "admin";
  for (const topic of ["desk", "desk:live"] as const) {
    if (isStaff && known.desk !== undefined) listener.subscribe(topic);
    else listener.unsubscribe(topic);
  }
  const named = isStaff ? known.rooms.map(({ roomId }) => roomId) : [];
  const catchUp = () => largeReads.take(actor, () => rooms.store.catchUp(accountId, known));
  const toldBefore = feeds.newest;
  const { read, followed } = await hub.followAll(listener, named, catchUp);
  for (const roomId of followed) presence.entered(accountId, roomId);
  const hasGap = feeds.areAhead([...read.joined, ...read.entered], toldBefore);
  return toSynced(rooms, actor, known, hasGap ? await catchUp() : read);
}
