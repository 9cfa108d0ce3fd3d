import type { RoomState } from "./room-state.ts";

/** Timelines of closed rooms that are kept, for going back and forth between rooms. */
const MOST_KEPT = 5;

/** Forgets the timelines of rooms that nobody has looked at for a while. */
export class ClosedRooms {
  #rooms: readonly RoomState[] = [];

  add(room: RoomState): void {
    const closed = this.#rooms.filter((other) => other !== room && !other.timeline.isOpen);
    for (const old of closed.slice(0, -(MOST_KEPT - 1))) old.timeline.drop();
    this.#rooms = [...closed.slice(-(MOST_KEPT - 1)), room];
  }
}
