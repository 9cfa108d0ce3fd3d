import type { MarkReceipts } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Mark } from "../store/store.ts";
import type { Rooms } from "./context.ts";

/** Moves the actor's own marks. Marks of rooms that they are not in do nothing. */
export async function markReceipts(
  rooms: Rooms,
  actor: Actor,
  { marks }: MarkReceipts,
): Promise<Record<string, never>> {
  await rooms.receipts.add(
    marks.map(({ roomId, delivered, read }) => {
      const mark: Mark = { roomId, accountId: actor.accountId };
      if (delivered !== undefined) mark.delivered = delivered;
      if (read !== undefined) mark.read = read;
      return mark;
    }),
  );
  return {};
}
