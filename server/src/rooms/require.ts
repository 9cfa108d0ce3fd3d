import { ProtocolError, type RoomId } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "./context.ts";

export function requireAdmin(actor: Actor): void {
  if (actor.role !== "admin") throw new ProtocolError("forbidden");
}

/** A room that one is not in answers as one that does not exist. */
export async function requireMember({ store }: Rooms, actor: Actor, roomId: RoomId): Promise<void> {
  if (!(await store.isMember(actor.accountId, roomId))) throw new ProtocolError("room-not-found");
}
