import type { DeleteMessage, Logged } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { originOf, type Rooms } from "./context.ts";

/** Removes a message's text: one's own, or as staff anyone's in a group room. */
export function deleteMessage(
  rooms: Rooms,
  actor: Actor,
  { roomId, target }: DeleteMessage,
): Promise<Logged> {
  return rooms.store.deleteMessage({
    roomId,
    target,
    anyones: actor.role === "admin",
    ...originOf(rooms, actor),
  });
}
