import type { Actor } from "../accounts/index.ts";
import { originOf, type Rooms } from "./context.ts";
import { mintRoomId } from "./create-room.ts";

const TITLE = "Everyone";

/** Made with the school; everyone enters it at their first sign-in, and may leave it. */
export async function createDefaultRoom(rooms: Rooms, actor: Actor): Promise<void> {
  if (await rooms.store.defaultRoomId()) return;
  await rooms.store.createRoom({
    roomId: mintRoomId(),
    title: TITLE,
    isDefault: true,
    ...originOf(rooms, actor),
  });
}

export async function joinDefaultRoom(rooms: Rooms, actor: Actor): Promise<void> {
  const roomId = await rooms.store.defaultRoomId();
  if (roomId) await rooms.store.joinRoom({ roomId, accountId: actor.accountId, ...originOf(rooms, actor) });
}
