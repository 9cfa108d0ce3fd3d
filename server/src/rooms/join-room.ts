import { type EnteredRoom, type JoinRoom, ProtocolError, RECENT_EVENTS } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { originOf, type Rooms } from "./context.ts";
import { readEvents } from "./read-events.ts";

/** Joins a group room and gives the confirmation with its recent messages. Joining twice is the same as once. */
export async function joinRoom(rooms: Rooms, actor: Actor, { roomId }: JoinRoom): Promise<EnteredRoom> {
  const { accountId } = actor;
  await rooms.store.joinRoom({ roomId, accountId, ...originOf(rooms, actor) });
  const [room, recent, receipts] = await Promise.all([
    rooms.store.joinedRoom(accountId, roomId),
    readEvents(rooms, actor, roomId, { limit: RECENT_EVENTS }),
    rooms.store.receipts(accountId, roomId),
  ]);
  if (!room) throw new ProtocolError("room-not-found");
  return { room: { ...room, online: rooms.presence.onlineIn(roomId) }, recent, receipts };
}
