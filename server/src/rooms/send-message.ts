import type { SendMessage, SentMessage } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { originOf, type Rooms } from "./context.ts";

/** Puts a message into a room's log. That the sender is a member is checked inside the transaction (P1, P2). */
export function sendMessage(
  rooms: Rooms,
  actor: Actor,
  { roomId, messageId, body }: SendMessage,
): Promise<SentMessage> {
  return rooms.store.sendMessage({ roomId, messageId, body, ...originOf(rooms, actor) });
}
