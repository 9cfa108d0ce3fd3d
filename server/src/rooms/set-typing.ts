import type { SetTyping } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "./context.ts";
import { requireMember } from "./require.ts";

export async function setTyping(
  rooms: Rooms,
  actor: Actor,
  { roomId, typing }: SetTyping,
): Promise<Record<string, never>> {
  await requireMember(rooms, actor, roomId);
  if (typing) rooms.typing.started(roomId, actor.accountId);
  else rooms.typing.stopped(roomId, actor.accountId);
  return {};
}
