import type { LeaveRoom } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { originOf, type Rooms } from "./context.ts";

/** Leaves a room; its messages stop with the commit. Leaving twice is the same as once. */
export async function leaveRoom(
  rooms: Rooms,
  actor: Actor,
  { roomId }: LeaveRoom,
): Promise<Record<string, never>> {
  await rooms.store.leaveRoom({ roomId, accountId: actor.accountId, ...originOf(rooms, actor) });
  return {};
}
