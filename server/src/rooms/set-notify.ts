import type { SetNotify } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "./context.ts";
import { requireEntry } from "./require.ts";

/** Chooses what the actor is told of a room while they are elsewhere. */
export async function setNotify(
  rooms: Rooms,
  actor: Actor,
  { roomId, notify }: SetNotify,
): Promise<Record<string, never>> {
  await requireEntry(rooms, actor, roomId);
  await rooms.store.setNotify({ roomId, accountId: actor.accountId, notify });
  return {};
}
