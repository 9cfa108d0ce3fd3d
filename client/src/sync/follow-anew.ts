import type { Model } from "../state/model.ts";
import type { AnyRoomUpdate } from "../wire/result.ts";

/** What has become of a conversation that was open when its history ended. Named at 0, it comes whole or is gone. */
export function followAnew(model: Model, update: AnyRoomUpdate): void {
  const state = model.room(update.roomId);
  if (update.status === "gone") return state.leave();
  if (update.status !== "limited") return;
  state.adopt(update.room);
  state.areReceiptsKnown = true;
  state.mark(update.receipts, { of: update.position, me: model.myId });
  state.setNotify(update.notify);
  state.moveTo(update.position);
}
