import { type Command, type CommandType, ProtocolError, type ResultOf } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { getDesk, openConversation, setConversationStatus } from "../desk/index.ts";
import type { Listener } from "../live/hub.ts";
import {
  archiveRoom,
  createRoom,
  deleteMessage,
  type EncodedSynced,
  editMessage,
  getPeople,
  joinRoom,
  leaveRoom,
  markReceipts,
  renameRoom,
  sendMessage,
  setNotify,
  setTyping,
  sync,
} from "../rooms/index.ts";
import { follow } from "./follow.ts";
import type { Gateway } from "./gateway.ts";

/**
 * From a command to its use case. The one table of what a client can do. `listener`: hears from its `sync` on; `null`
 * where only the answer reaches the client.
 */
export function dispatch(
  gateway: Gateway,
  actor: Actor,
  command: Command,
  listener: Listener | null,
): Promise<ResultOf<CommandType> | EncodedSynced> {
  const { rooms, desk, largeReads, draining } = gateway;
  if (draining) return Promise.reject(new ProtocolError("unavailable", { retryAfterMs: 2_000 }));
  switch (command.type) {
    case "sync":
      if (listener) return follow(gateway, listener, actor, command);
      return largeReads.take(actor, () => sync(rooms, actor, command));
    case "message.send":
      return sendMessage(rooms, actor, command);
    case "message.edit":
      return editMessage(rooms, actor, command);
    case "message.delete":
      return deleteMessage(rooms, actor, command);
    case "room.create":
      return createRoom(rooms, actor, command);
    case "room.join":
      return joinRoom(rooms, actor, command);
    case "room.leave":
      return leaveRoom(rooms, actor, command);
    case "room.rename":
      return renameRoom(rooms, actor, command);
    case "room.archive":
    case "room.restore":
      return archiveRoom(rooms, actor, command);
    case "receipts.mark":
      return markReceipts(rooms, actor, command);
    case "typing.set":
      return setTyping(rooms, actor, command);
    case "people.get":
      return getPeople(rooms, actor, command);
    case "conversation.open":
      return openConversation(desk, actor, command);
    case "conversation.close":
    case "conversation.reopen":
      return setConversationStatus(desk, actor, command);
    case "desk.get":
      return largeReads.take(actor, () => getDesk(desk, actor, command));
    case "notify.set":
      return setNotify(rooms, actor, command);
    case "beat":
      return Promise.resolve({});
  }
}
