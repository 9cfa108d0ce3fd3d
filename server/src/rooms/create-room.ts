import type { CreateRoom, ResultOf, RoomId } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { originOf, type Rooms } from "./context.ts";
import { requireAdmin } from "./require.ts";

/** Creates a group room; the administrator who does is its first member. */
export async function createRoom(
  rooms: Rooms,
  actor: Actor,
  { title }: CreateRoom,
): Promise<ResultOf<"room.create">> {
  requireAdmin(actor);
  const roomId = mintRoomId();
  const origin = originOf(rooms, actor);
  // Asked for together, so that nobody else comes in between, and no crash either.
  await Promise.all([
    rooms.store.createRoom({ roomId, title, isDefault: false, ...origin }),
    rooms.store.joinRoom({ roomId, accountId: actor.accountId, ...origin }),
  ]);
  return { roomId };
}

/** Rooms' ids are not guessable. */
export const mintRoomId = (): RoomId => crypto.randomUUID() as RoomId;
