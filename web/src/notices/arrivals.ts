import type { Arrival, Client, DeskArrival, RoomArrival } from "@encrptalk/client";
import type { RoomId } from "@encrptalk/protocol";

/** Something that came, of whichever kind. */
export type AnyArrival =
  | { from: "room"; arrival: Arrival }
  | { from: "account"; arrival: RoomArrival }
  | { from: "desk"; arrival: DeskArrival };

/** Hears what comes from the first moment, and keeps it for whoever is to tell of it and is still being loaded. */
export class Arrivals {
  /** What waited when this page first knew the rooms: something unread, or a conversation without a message. */
  readonly foundWaiting = new Set<RoomId>();
  readonly #stops: (() => void)[];
  #waiting: AnyArrival[] = [];
  #listener: ((arrival: AnyArrival) => Promise<void>) | null = null;

  constructor(client: Client) {
    this.#stops = [
      client.onEvent((arrival) => this.#take({ from: "room", arrival })),
      client.onRoomJoined((arrival) => this.#take({ from: "account", arrival })),
      client.desk.onMessage((arrival) => this.#take({ from: "desk", arrival })),
      this.#whenKnown(client),
    ];
  }

  /** What has come before comes at once. One listener at a time; the result stops it. */
  listen(listener: (arrival: AnyArrival) => Promise<void>): () => void {
    this.#listener = listener;
    for (const arrival of this.#waiting.splice(0)) void listener(arrival);
    return () => {
      this.#listener = null;
    };
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  #whenKnown({ rooms }: Client): () => void {
    let isKnown = false;
    const look = () => {
      if (isKnown || !rooms.get().loaded) return;
      isKnown = true;
      for (const { roomId, kind, unread, messageCount } of rooms.get().rows)
        if (unread > 0 || (kind === "student" && messageCount === 0)) this.foundWaiting.add(roomId);
    };
    look();
    return rooms.subscribe(look);
  }

  #take(arrival: AnyArrival): void {
    if (this.#listener === null) this.#waiting.push(arrival);
    else void this.#listener(arrival);
  }
}
