import { percentile } from "../spread.ts";

/** How a run went, delivery by delivery. */
export interface Tallied {
  deliveries: number;
  /** Deliveries that did not come. */
  lost: number;
  /** Deliveries in another place than everybody else's, or of a message that had come before. */
  misplaced: number;
  /** From the intended send time to being seen by somebody else than the sender. */
  latencyMs: { p50: number; p99: number; most: number };
}

/**
 * Counts every delivery: each member is to hear each message once, and all in the same order, which is that of whoever
 * hears the next one first.
 */
export class Tally {
  readonly #order: Int32Array;
  readonly #ordered = new Set<number>();
  readonly #heardBy: Uint32Array;
  readonly #latencies: Float64Array;
  #timed = 0;
  #deliveries = 0;
  #misplaced = 0;

  /** `first`: the number of the first of so many messages. */
  constructor(
    readonly members: number,
    readonly first: number,
    readonly messages: number,
  ) {
    this.#order = new Int32Array(messages);
    this.#heardBy = new Uint32Array(members);
    this.#latencies = new Float64Array(members * messages);
  }

  /** Runs for every delivery. */
  heard(member: number, message: number, latencyMs: number): void {
    const place = this.#heardBy[member] ?? 0;
    if (place === this.#ordered.size && this.#isNew(message)) {
      this.#order[place] = message;
      this.#ordered.add(message);
    }
    if (place >= this.#ordered.size || this.#order[place] !== message) {
      this.#misplaced += 1;
      return;
    }
    this.#heardBy[member] = place + 1;
    this.#deliveries += 1;
    if (senderOf(message, this.members) !== member) this.#latencies[this.#timed++] = latencyMs;
  }

  get isComplete(): boolean {
    return this.#deliveries === this.members * this.messages;
  }

  result(): Tallied {
    const sorted = this.#latencies.subarray(0, this.#timed).sort();
    return {
      deliveries: this.#deliveries,
      lost: this.members * this.messages - this.#deliveries,
      misplaced: this.#misplaced,
      latencyMs: { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), most: percentile(sorted, 1) },
    };
  }

  #isNew(message: number): boolean {
    return message >= this.first && message < this.first + this.messages && !this.#ordered.has(message);
  }
}

/** Everybody sends in turn. */
export const senderOf = (message: number, members: number): number => message % members;
