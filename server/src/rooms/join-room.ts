import type { EnteredRoom, JoinRoom } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { originOf, type Rooms } from "./context.ts";
import { enterRoom } from "./enter-room.ts";

/** Joins a group room and gives the confirmation with its recent messages. Joining twice is the same as once. */
export async function joinRoom(rooms: Rooms, actor: Actor, { roomId }: JoinRoom): Promise<EnteredRoom> {
  await rooms.store.joinRoom({ roomId, accountId: actor.accountId, ...originOf(rooms, actor) });
  return enterRoom(rooms, actor, roomId);
}
