import type { RoomState } from "./room-state.ts";

/** Conversations that staff follow at once: those of the last ones opened. */
const MOST_FOLLOWED = 20;

/** Student rooms that this client, which is no member of them, has open or had open lately. */
export class FollowedRooms {
  readonly #hasUnsent: (room: RoomState) => boolean;
  #rooms: readonly RoomState[] = [];

  constructor(hasUnsent: (room: RoomState) => boolean) {
    this.#hasUnsent = hasUnsent;
  }

  /** Forgets those opened least lately, but none that is in use. */
  opened(room: RoomState): void {
    const others = this.#rooms.filter((other) => other !== room && other.row.get() !== null);
    const excess = Math.max(0, others.length + 1 - MOST_FOLLOWED);
    const old = others.filter((other) => !other.timeline.isOpen && !this.#hasUnsent(other)).slice(0, excess);
    for (const forgotten of old) forgotten.reset();
    this.#rooms = [...others.filter((other) => !old.includes(other)), room];
  }
}
