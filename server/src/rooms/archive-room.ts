import type { ArchiveRoom, Logged, RestoreRoom } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { originOf, type Rooms } from "./context.ts";
import { requireAdmin } from "./require.ts";

/** Closes a group room for messages, or opens it again. Its members and its history stay. */
export async function archiveRoom(
  rooms: Rooms,
  actor: Actor,
  { type, roomId }: ArchiveRoom | RestoreRoom,
): Promise<Logged> {
  requireAdmin(actor);
  return rooms.store.setRoomArchived({
    roomId,
    archived: type === "room.archive",
    ...originOf(rooms, actor),
  });
}
