import type { Member, Peer, Seat } from "../peers/peer.ts";
import { percentile } from "../spread.ts";
import type { Offer, Offered } from "./orders.ts";
import { roomOf, senderOf, Tally } from "./tally.ts";

/** So many people connect at the same time. */
const CONNECT_AT_ONCE = 25;
/** After the last message was sent, deliveries get this long. */
const PATIENCE_MS = 5_000;
/** What comes twice comes soon after. */
const AFTERMATH_MS = 100;
/** Messages that are closer than this, on average, are sent a timer's millisecond too late at most. */
const DENSE_MS = 5;

/** People in rooms, all in this process. */
export class Crowd {
  readonly #people: Member[] = [];
  /** The numbers of each room's members, by the room's name. */
  readonly #rooms = new Map<string, number[]>();
  readonly #failures = new Set<string>();
  #tally = new Tally([], 0, 0);
  #schedule: Schedule = { first: 0, startedAt: 0, dueMs: [] };
  #frame: string | null = null;
  #bytes = 0;
  #complete = () => {};

  /** Connects a person for each seat, beside those who are here already. */
  async enter(peer: Peer, seats: readonly Seat[]): Promise<void> {
    for (let at = 0; at < seats.length; at += CONNECT_AT_ONCE) {
      const group = seats.slice(at, at + CONNECT_AT_ONCE);
      const first = this.#people.length;
      const people = group.map((seat, index) => this.#connect(peer, seat, first + index));
      this.#people.push(...(await Promise.all(people)));
      for (const [index, { rooms }] of group.entries())
        for (const room of rooms) this.#join(room, first + index);
    }
  }

  /** Sends each message when it is due, whether or not earlier ones have arrived, and counts what is heard. */
  async offer({ first, dueMs }: Offer): Promise<Offered> {
    const rooms = [...this.#rooms];
    const members = rooms.map(([, members]) => members);
    const tally = new Tally(members, first, dueMs.length);
    const complete = new Promise<void>((resolve) => {
      this.#complete = resolve;
    });
    this.#tally = tally;
    this.#bytes = 0;
    const processorAtStart = process.cpuUsage();
    const schedule = { first, dueMs, startedAt: performance.now() };
    this.#schedule = schedule;
    const lateMs = new Float64Array(dueMs.length);
    const wait = isDense(dueMs) ? untilAbout : until;
    for (let index = 0; index < dueMs.length; index += 1) {
      const message = first + index;
      await wait(dueAt(schedule, message));
      lateMs[index] = performance.now() - dueAt(schedule, message);
      const [room = "", members = []] = rooms[roomOf(message, rooms.length)] ?? [];
      this.#people[senderOf(message, rooms.length, members) ?? 0]?.say(message, room);
    }
    if (!tally.isComplete) await Promise.race([complete, Bun.sleep(PATIENCE_MS)]);
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
    for (const person of this.#people) person.leave();
  }

  #join(room: string, person: number): void {
    const members = this.#rooms.get(room);
    if (members) members.push(person);
    else this.#rooms.set(room, [person]);
  }

  #connect(peer: Peer, seat: Seat, person: number): Promise<Member> {
    return peer.connect(seat, {
      heard: (message, frame) => {
        this.#tally.heard(person, message, performance.now() - dueAt(this.#schedule, message));
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

/** Whether messages follow each other so soon that waiting for each in turns would take a whole core. */
const isDense = (dueMs: readonly number[]): boolean => (dueMs.at(-1) ?? 0) / dueMs.length < DENSE_MS;

/** Timers come up to a millisecond late. */
async function untilAbout(time: number): Promise<void> {
  const sleepMs = Math.ceil(time - performance.now());
  if (sleepMs > 0) await Bun.sleep(sleepMs);
}

/** So the last moments pass in turns of the event loop. */
async function until(time: number): Promise<void> {
  const sleepMs = Math.floor(time - performance.now()) - 1;
  if (sleepMs > 0) await Bun.sleep(sleepMs);
  while (performance.now() < time) await new Promise((resolve) => setImmediate(resolve));
}
