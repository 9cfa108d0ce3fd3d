import { percentile } from "../spread.ts";

/** How a run went, delivery by delivery. */
export interface Tallied {
  deliveries: number;
  /** Deliveries that did not come. */
  lost: number;
  /** Deliveries in another place than everybody else's, of a message that had come before, or to the wrong person. */
  misplaced: number;
  /** From the intended send time to being seen by somebody else than the sender. */
  latencyMs: { p50: number; p99: number; most: number };
}

/** The members of each room, by the person's number, in the order in which they speak. */
export type Rooms = readonly (readonly number[])[];

/** One room's own order, in which all its members are to hear its messages. */
interface Hearing {
  members: readonly number[];
  placeOf: Map<number, number>;
  /** As whoever hears the next one first has it. */
  order: number[];
  /** How many each member has heard, by place. */
  heard: Uint32Array;
}

/**
 * Counts every delivery: each member of a room is to hear each of its messages once, and all in the same order; nobody
 * else is to hear any.
 */
export class Tally {
  readonly #rooms: readonly Hearing[];
  readonly #ordered = new Set<number>();
  readonly #latencies: Float64Array;
  readonly #expected: number;
  #timed = 0;
  #deliveries = 0;
  #misplaced = 0;

  /** `first`: the number of the first of so many messages. */
  constructor(
    rooms: Rooms,
    readonly first: number,
    readonly messages: number,
  ) {
    this.#rooms = rooms.map((members) => ({
      members,
      placeOf: new Map(members.map((person, place) => [person, place])),
      order: [],
      heard: new Uint32Array(members.length),
    }));
    this.#expected = countDeliveries(rooms, first, messages);
    this.#latencies = new Float64Array(this.#expected);
  }

  /** Runs for every delivery. */
  heard(person: number, message: number, latencyMs: number): void {
    const room = this.#rooms[roomOf(message, this.#rooms.length)];
    const place = room?.placeOf.get(person);
    if (room === undefined || place === undefined) {
      this.#misplaced += 1;
      return;
    }
    const next = room.heard[place] ?? 0;
    if (next === room.order.length && this.#isNew(message)) {
      room.order.push(message);
      this.#ordered.add(message);
    }
    if (room.order[next] !== message) {
      this.#misplaced += 1;
      return;
    }
    room.heard[place] = next + 1;
    this.#deliveries += 1;
    if (senderOf(message, this.#rooms.length, room.members) !== person)
      this.#latencies[this.#timed++] = latencyMs;
  }

  get isComplete(): boolean {
    return this.#deliveries === this.#expected;
  }

  result(): Tallied {
    const sorted = this.#latencies.subarray(0, this.#timed).sort();
    return {
      deliveries: this.#deliveries,
      lost: this.#expected - this.#deliveries,
      misplaced: this.#misplaced,
      latencyMs: { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), most: percentile(sorted, 1) },
    };
  }

  #isNew(message: number): boolean {
    return message >= this.first && message < this.first + this.messages && !this.#ordered.has(message);
  }
}

/** Rooms talk in turn. */
export const roomOf = (message: number, rooms: number): number => message % rooms;

/** In a room its members speak in turn. */
export const senderOf = (message: number, rooms: number, members: readonly number[]): number | undefined =>
  members[Math.floor(message / rooms) % members.length];

function countDeliveries(rooms: Rooms, first: number, messages: number): number {
  let deliveries = 0;
  for (let message = first; message < first + messages; message += 1)
    deliveries += rooms[roomOf(message, rooms.length)]?.length ?? 0;
  return deliveries;
}
