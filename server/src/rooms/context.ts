import type { Actor } from "../accounts/index.ts";
import type { Clock } from "../clock.ts";
import type { Presence } from "../live/presence.ts";
import type { Typing } from "../live/typing.ts";
import type { Origin, Store } from "../store/store.ts";
import type { ReceiptBatch } from "./receipt-batch.ts";

/** What the rooms' use cases work with. */
export interface Rooms {
  store: Store;
  presence: Presence;
  typing: Typing;
  receipts: ReceiptBatch;
  clock: Clock;
}

/** Who wrote it and when, for the log. */
export const originOf = (
  { clock }: Pick<Rooms, "clock">,
  { accountId, deviceId, address }: Actor,
): Origin => ({
  sender: { accountId, deviceId },
  at: clock.now(),
  address,
});
