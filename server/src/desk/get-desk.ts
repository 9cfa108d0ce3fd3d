import type { GetDesk, ResultOf } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { requireAdmin } from "../rooms/index.ts";
import { type Desk, withPresence } from "./context.ts";

/** The desk's rows of these students, as the actor sees them. Ids that are no student's are left out. */
export async function getDesk(
  desk: Desk,
  actor: Actor,
  { studentIds }: GetDesk,
): Promise<ResultOf<"desk.get">> {
  requireAdmin(actor);
  const entries = await desk.rooms.store.deskEntries(actor.accountId, studentIds);
  return { entries: entries.map((entry) => withPresence(desk, entry)) };
}
