import type { CursorQuery, MembersPage, RoomId } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "./context.ts";
import { requireEntry } from "./require.ts";

/** A room's members by name, with who is online, for those who may enter it. */
export async function listMembers(
  rooms: Rooms,
  actor: Actor,
  roomId: RoomId,
  { after, limit }: CursorQuery,
): Promise<MembersPage> {
  await requireEntry(rooms, actor, roomId);
  const page = await rooms.store.members(roomId, { after, limit });
  return {
    ...page,
    members: page.members.map((person) => ({ ...person, online: rooms.presence.isOnline(person.accountId) })),
    online: rooms.presence.onlineIn(roomId),
  };
}
