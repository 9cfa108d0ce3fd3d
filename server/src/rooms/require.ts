import { ProtocolError, type RoomId } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "./context.ts";

/** An actor who has been seen to be staff. */
export type Staff = Actor & { role: "admin" };

export function requireAdmin(actor: Actor): asserts actor is Staff {
  if (actor.role !== "admin") throw new ProtocolError("forbidden");
}

/** A room that one may not enter answers as one that does not exist. */
export async function requireEntry(
  { store }: Pick<Rooms, "store">,
  actor: Actor,
  roomId: RoomId,
): Promise<void> {
  if (!(await store.mayEnter(actor.accountId, roomId))) throw new ProtocolError("room-not-found");
}
