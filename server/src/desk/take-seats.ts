import type { Actor } from "../accounts/index.ts";
import type { Rooms } from "../rooms/index.ts";

/** For staff at their first sign-in: what was said in the conversations before them is not theirs to read. */
export async function takeSeats({ store }: Rooms, { role, accountId }: Actor): Promise<void> {
  if (role === "admin") await store.takeSeats(accountId);
}
