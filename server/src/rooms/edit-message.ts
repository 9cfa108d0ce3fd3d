import type { EditMessage, Logged } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { originOf, type Rooms } from "./context.ts";

/** Replaces the text of the actor's own message. */
export function editMessage(
  rooms: Rooms,
  actor: Actor,
  { roomId, editId, target, body }: EditMessage,
): Promise<Logged> {
  return rooms.store.editMessage({ roomId, editId, target, body, ...originOf(rooms, actor) });
}
