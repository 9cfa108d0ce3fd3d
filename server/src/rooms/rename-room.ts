import type { Logged, RenameRoom } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { originOf, type Rooms } from "./context.ts";
import { requireAdmin } from "./require.ts";

export async function renameRoom(rooms: Rooms, actor: Actor, { roomId, title }: RenameRoom): Promise<Logged> {
  requireAdmin(actor);
  return rooms.store.renameRoom({ roomId, title, ...originOf(rooms, actor) });
}
