import type { RoomEvent, RoomId, Seq } from "@encrptalk/protocol";
import { Histogram } from "./histogram.ts";

/** A message that was offered, from the moment when it was to be sent. */
interface Offered {
  roomId: RoomId;
  /** Whoever sends it. */
  sender: object;
  /** By `performance.now()`. */
  dueAt: number;
  /** Of its acknowledgement; 0 before. */
  acknowledgedAs: Seq;
  /** Whether its sender was cut off before it was acknowledged: then how long it takes says nothing about the server. */
  isDisturbed: boolean;
}

/** What happened to the messages so far. */
export interface LedgerCounts {
  offered: number;
  acknowledged: number;
  /** Events that reached a device, live or in catching up. */
  deliveries: number;
  doubled: number;
  reordered: number;
}

const NUMBER = /^#(\d+) /;

/** The text of a message, by which it is known again. */
export const textOf = (number: number, rest: string): string => `#${number} ${rest}`;

/**
 * Knows each room's one order, and holds every delivery against it. Its memory grows with the messages, not with their
 * deliveries: what a device has heard is the one number that the device itself keeps for each room.
 */
export class Ledger {
  readonly #messages: Offered[] = [];
  /** Of each room, by `seq`: the number of the message, or -1 of another event. */
  readonly #orders = new Map<RoomId, Map<Seq, number>>();
  readonly #seqs = new Map<number, Seq>();
  #acknowledged = 0;
  #deliveries = 0;
  #doubled = 0;
  #reordered = 0;
  #latencies = new Histogram();

  /** Gives the message's number. */
  offer(roomId: RoomId, sender: object, dueAt: number): number {
    this.#messages.push({ roomId, sender, dueAt, acknowledgedAs: 0, isDisturbed: false });
    return this.#messages.length - 1;
  }

  disturb(number: number): void {
    const message = this.#messages[number];
    if (message) message.isDisturbed = true;
  }

  acknowledge(number: number, seq: Seq): void {
    const message = this.#messages[number];
    if (!message) return;
    if (message.acknowledgedAs === 0) this.#acknowledged += 1;
    else if (message.acknowledgedAs !== seq) this.#doubled += 1;
    message.acknowledgedAs = seq;
    this.#place(message.roomId, seq, number);
  }

  /** An event that a device has, as the next one of its room. */
  heard(roomId: RoomId, event: RoomEvent): void {
    this.#deliveries += 1;
    this.#place(roomId, event.seq, numberOf(event));
  }

  /** How long an event took that came live, unless to its sender. */
  timed(event: RoomEvent, listener: object, at: number): void {
    const message = this.#messages[numberOf(event)];
    if (message && message.sender !== listener && !message.isDisturbed)
      this.#latencies.add(at - message.dueAt);
  }

  /** A device was given an event that it had. */
  repeated(): void {
    this.#doubled += 1;
  }

  /** The latencies since the last call. */
  takeLatencies(): Histogram {
    const taken = this.#latencies;
    this.#latencies = new Histogram();
    return taken;
  }

  get unacknowledged(): number {
    return this.#messages.length - this.#acknowledged;
  }

  get counts(): LedgerCounts {
    return {
      offered: this.#messages.length,
      acknowledged: this.#acknowledged,
      deliveries: this.#deliveries,
      doubled: this.#doubled,
      reordered: this.#reordered,
    };
  }

  /** The last event of a room that was heard or acknowledged. */
  headOf(roomId: RoomId): Seq {
    return Math.max(0, ...(this.#orders.get(roomId)?.keys() ?? []));
  }

  /** How many acknowledged messages a room's whole history, from its first event on, does not have in their places. */
  missingIn(roomId: RoomId, history: readonly RoomEvent[]): number {
    const numbers = new Map(history.map((event) => [event.seq, numberOf(event)]));
    const [...gaps] = history.entries().filter(([index, { seq }]) => seq !== index + 1);
    this.#reordered += gaps.length;
    return this.#messages.filter(
      (message, number) =>
        message.roomId === roomId &&
        message.acknowledgedAs > 0 &&
        numbers.get(message.acknowledgedAs) !== number,
    ).length;
  }

  /** Whoever is first to name a place decides what belongs there. */
  #place(roomId: RoomId, seq: Seq, number: number): void {
    const order = this.#orders.get(roomId) ?? new Map<Seq, number>();
    this.#orders.set(roomId, order);
    const known = order.get(seq);
    if (known === number) return;
    if (known !== undefined) {
      this.#reordered += 1;
      return;
    }
    order.set(seq, number);
    if (number < 0) return;
    if (this.#seqs.has(number)) this.#doubled += 1;
    this.#seqs.set(number, seq);
  }
}

function numberOf(event: RoomEvent): number {
  if (event.type !== "message.sent" || event.body?.alg !== "plain") return -1;
  return Number(NUMBER.exec(event.body.text)?.[1] ?? -1);
}
