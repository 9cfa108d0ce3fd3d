import type { DeskCounts } from "@encrptalk/protocol";
import type { Staff } from "../rooms/index.ts";
import type { Desk } from "./context.ts";

/** How many students each filter of the list has. */
export const deskCounts = ({ rooms }: Desk, staff: Staff): Promise<DeskCounts> =>
  rooms.store.deskCounts(staff.accountId);
