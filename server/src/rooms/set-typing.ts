import { ProtocolError, type SetTyping } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "./context.ts";

export async function setTyping(
  { store, typing }: Rooms,
  { accountId }: Actor,
  command: SetTyping,
): Promise<Record<string, never>> {
  const room = await store.joinedRoom(accountId, command.roomId);
  if (!room) throw new ProtocolError("room-not-found");
  if (command.typing) typing.started(room.roomId, room.kind, accountId);
  else typing.stopped(room.roomId, accountId);
  return {};
}
