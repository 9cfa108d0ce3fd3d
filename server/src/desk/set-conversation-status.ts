import type { CloseConversation, Logged, ReopenConversation } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { originOf, requireAdmin, requireEntry } from "../rooms/index.ts";
import type { Desk } from "./context.ts";

/** Closes a conversation, as nothing is left to do in it, or reopens it. Its student may write either way. */
export async function setConversationStatus(
  { rooms }: Desk,
  actor: Actor,
  { type, roomId }: CloseConversation | ReopenConversation,
): Promise<Logged> {
  // In this order, so that nobody learns of a room that is not theirs.
  await requireEntry(rooms, actor, roomId);
  requireAdmin(actor);
  const status = type === "conversation.close" ? "closed" : "active";
  return rooms.store.setConversationStatus({ roomId, status, ...originOf(rooms, actor) });
}
