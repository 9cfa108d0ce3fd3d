import type { RoomsPage, RoomsQuery } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "./context.ts";
import { requireAdmin } from "./require.ts";

/** Group rooms that can be joined, by title; or, for staff, the archived ones. */
export async function listRooms(
  { store }: Rooms,
  actor: Actor,
  { archived, after, limit }: RoomsQuery,
): Promise<RoomsPage> {
  if (archived) requireAdmin(actor);
  return store.rooms({ archived, after, limit });
}
