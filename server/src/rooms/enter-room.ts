import { type EnteredRoom, ProtocolError, RECENT_EVENTS, type RoomId } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "./context.ts";
import { readEvents } from "./read-events.ts";

/** A room with its recent messages, for whoever has just entered it. */
export async function enterRoom(rooms: Rooms, actor: Actor, roomId: RoomId): Promise<EnteredRoom> {
  const { store, presence } = rooms;
  const [room, recent, receipts] = await Promise.all([
    store.joinedRoom(actor.accountId, roomId),
    readEvents(rooms, actor, roomId, { limit: RECENT_EVENTS }),
    store.receipts(actor.accountId, roomId),
  ]);
  if (!room) throw new ProtocolError("room-not-found");
  return {
    epoch: store.epoch,
    room: { ...room, online: presence.onlineIn(roomId) },
    recent: recent.value,
    receipts,
  };
}
