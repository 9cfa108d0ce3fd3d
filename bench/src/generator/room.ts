import type { Member, Peer, Seat } from "../peers/peer.ts";
import { percentile } from "../spread.ts";
import type { Offer, Offered } from "./orders.ts";
import { senderOf, Tally } from "./tally.ts";

/** So many members connect at the same time. */
const CONNECT_AT_ONCE = 25;
/** After the last message was sent, deliveries get this long. */
const PATIENCE_MS = 5_000;
/** What comes twice comes soon after. */
const AFTERMATH_MS = 100;

/** The members of one room, all in this process. */
export class Room {
  readonly #members: Member[] = [];
  readonly #failures = new Set<string>();
  #tally = new Tally(0, 0, 0);
  #schedule: Schedule = { first: 0, startedAt: 0, dueMs: [] };
  #frame: string | null = null;
  #bytes = 0;
  #complete = () => {};

  /** Connects a member for each seat, beside those who are here already. */
  async enter(peer: Peer, seats: readonly Seat[]): Promise<void> {
    for (let at = 0; at < seats.length; at += CONNECT_AT_ONCE) {
      const group = seats.slice(at, at + CONNECT_AT_ONCE);
      const first = this.#members.length;
      const members = group.map((seat, index) => this.#connect(peer, seat, first + index));
      this.#members.push(...(await Promise.all(members)));
    }
  }

  /** Sends each message when it is due, whether or not earlier ones have arrived, and counts what is heard. */
  async offer({ first, dueMs }: Offer): Promise<Offered> {
    const tally = new Tally(this.#members.length, first, dueMs.length);
    const complete = new Promise<void>((resolve) => {
      this.#complete = resolve;
    });
    this.#tally = tally;
    this.#bytes = 0;
    const processorAtStart = process.cpuUsage();
    const schedule = { first, dueMs, startedAt: performance.now() };
    this.#schedule = schedule;
    const lateMs = new Float64Array(dueMs.length);
    for (let index = 0; index < dueMs.length; index += 1) {
      const message = first + index;
      await until(dueAt(schedule, message));
      lateMs[index] = performance.now() - dueAt(schedule, message);
      this.#members[senderOf(message, this.#members.length)]?.say(message);
    }
    await Promise.race([complete, Bun.sleep(PATIENCE_MS)]);
    await Bun.sleep(AFTERMATH_MS);
    const { user, system } = process.cpuUsage(processorAtStart);
    const tallied = tally.result();
    return {
      ...tallied,
      failures: [...this.#failures],
      frame: this.#frame,
      bytesPerDelivery: this.#bytes / Math.max(1, tallied.deliveries),
      sentLateMs: percentile(lateMs.sort(), 0.99),
      processorShare: (user + system) / 1_000 / (performance.now() - schedule.startedAt),
    };
  }

  leave(): void {
    for (const member of this.#members) member.leave();
  }

  #connect(peer: Peer, seat: Seat, member: number): Promise<Member> {
    return peer.connect(seat, {
      heard: (message, frame) => {
        this.#tally.heard(member, message, performance.now() - dueAt(this.#schedule, message));
        this.#bytes += frame.length;
        this.#frame = frame;
        if (this.#tally.isComplete) this.#complete();
      },
      failed: (reason) => this.#failures.add(reason),
    });
  }
}

interface Schedule extends Offer {
  startedAt: number;
}

/**
 * The intended time: what latency counts from, so that a server which holds the generator up is not spared the wait
 * (coordinated omission).
 */
const dueAt = ({ first, startedAt, dueMs }: Schedule, message: number): number =>
  startedAt + (dueMs[message - first] ?? Number.NaN);

/** Timers come up to a millisecond late, so the last moments pass in turns of the event loop. */
async function until(time: number): Promise<void> {
  const sleepMs = Math.floor(time - performance.now()) - 1;
  if (sleepMs > 0) await Bun.sleep(sleepMs);
  while (performance.now() < time) await new Promise((resolve) => setImmediate(resolve));
}
