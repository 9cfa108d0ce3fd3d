import type { DeskPage, DeskQuery } from "@encrptalk/protocol";
import type { Staff } from "../rooms/index.ts";
import { type Desk, withPresence } from "./context.ts";

/** A page of the desk's list, in its order. Errors: `malformed` for a cursor of nobody. */
export async function listStudents(desk: Desk, staff: Staff, query: DeskQuery): Promise<DeskPage> {
  const page = await desk.rooms.store.deskPage(staff.accountId, query);
  return { ...page, entries: page.entries.map((entry) => withPresence(desk, entry)) };
}
