import { batch } from "../observable.ts";
import type { Model } from "../state/model.ts";
import type { AnyEnteredRoom } from "../wire/result.ts";

/** The confirmation of joining or opening may come before a feed says so, or long after. `asOf`: see `People.learn`. */
export function enterRoom(
  model: Model,
  { epoch, room, recent, receipts }: AnyEnteredRoom,
  asOf: number,
): void {
  batch(() => {
    // Before the first sync, which may be answered out of another history: then that one must say so.
    model.epoch ??= epoch;
    model.toFollow.delete(room.roomId);
    const state = model.room(room.roomId);
    model.people.learn(recent.people, asOf);
    state.adopt(room, { ...recent, receipts });
    if (!state.isPast(room.position)) state.areReceiptsKnown = true;
    state.mark(receipts, { of: room.position, me: model.myId });
    state.timeline.enter(recent);
    model.events.moved(state);
  });
}
