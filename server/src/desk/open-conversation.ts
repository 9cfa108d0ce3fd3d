import { type EnteredRoom, type OpenConversation, ProtocolError } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { enterRoom, mintRoomId, originOf } from "../rooms/index.ts";
import type { Desk } from "./context.ts";

/**
 * A student's conversation, made if there is none: of whomever staff name, and for a student their own. Two who open
 * it at once make one. Errors: `not-found` for who is no student, or is deactivated and has none; to a student,
 * `room-not-found` for whoever else they name.
 */
export async function openConversation(
  { rooms }: Desk,
  actor: Actor,
  { studentId }: OpenConversation,
): Promise<EnteredRoom> {
  if (actor.role !== "admin" && studentId !== actor.accountId) throw new ProtocolError("room-not-found");
  const roomId = await rooms.store.openConversation({
    roomId: mintRoomId(),
    studentId,
    ...originOf(rooms, actor),
  });
  return enterRoom(rooms, actor, roomId);
}
