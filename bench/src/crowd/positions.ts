import type { LiveFrame, RoomId, Seq, Synced } from "@encrptalk/protocol";
import type { Known } from "./orders.ts";

type RoomFrame = Extract<LiveFrame, { type: "event" | "receipts" }>;

interface Place {
  seq: Seq;
  position: number;
  /** Of the last frame of its feed, in whichever order with the answer to `sync` it came. */
  heard: number;
}

/** Where a client is in its rooms, by the rules of docs/protocol.md (P15, P18, P19): faults are counted, not mended. */
export class Positions {
  readonly #rooms = new Map<RoomId, Place>();
  /** Events that did not come in their place. */
  lost = 0;
  /** Events that came again. */
  doubled = 0;

  constructor({ rooms }: Pick<Known, "rooms">) {
    for (const { roomId, seq, position } of rooms) this.#rooms.set(roomId, { seq, position, heard: 0 });
  }

  seqIn(roomId: RoomId): Seq {
    return this.#rooms.get(roomId)?.seq ?? 0;
  }

  synced({ reset, rooms, updates }: Synced): void {
    if (reset) this.lost += 1;
    for (const { roomId, head, position } of rooms)
      this.#rooms.set(roomId, { seq: head, position, heard: 0 });
    for (const update of updates) {
      const place = this.#rooms.get(update.roomId);
      if (!place || update.status !== "events") {
        this.lost += 1;
        continue;
      }
      for (const { seq } of update.events) this.#next(place, seq);
      this.#next(place, update.head + 1);
      place.seq = update.head;
      place.position = update.position;
    }
  }

  /** A frame of a room's feed. One that the answer to `sync` held already is passed over. */
  heard(frame: RoomFrame): void {
    const place = this.#rooms.get(frame.roomId);
    if (!place) return;
    if (frame.position <= place.heard) this.doubled += 1;
    place.heard = frame.position;
    if (frame.position <= place.position) return;
    if (frame.previous !== place.position) this.lost += 1;
    place.position = frame.position;
    if (frame.type === "event") this.#next(place, frame.event.seq);
  }

  #next(place: Place, seq: Seq): void {
    if (seq > place.seq + 1) this.lost += seq - place.seq - 1;
    if (seq <= place.seq) this.doubled += 1;
    place.seq = Math.max(place.seq, seq);
  }
}
