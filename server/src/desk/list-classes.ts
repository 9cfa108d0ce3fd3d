import type { Classes } from "@encrptalk/protocol";
import type { Staff } from "../rooms/index.ts";
import type { Desk } from "./context.ts";

/** The classes that listed students are in, by name. */
export async function listClasses({ rooms }: Desk, _staff: Staff): Promise<Classes> {
  return { classes: await rooms.store.classes() };
}
