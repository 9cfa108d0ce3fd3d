import { CLOSE, type RoomEvent, type RoomId } from "@encrptalk/protocol";
import type { CrowdedSchool } from "../school/prepare-school.ts";
import type { Crowd, Device } from "./device.ts";
import { disturb } from "./disturb.ts";
import { Ledger } from "./ledger.ts";
import type { Disturbances, Finished, Phased, Window } from "./orders.ts";
import { askOverHttp } from "./over-http.ts";
import { NO_GOODBYE } from "./pausable-socket.ts";
import { gather, type People } from "./people.ts";
import { createRandom } from "./random.ts";
import { speak } from "./speak.ts";

const CONNECT_AT_ONCE = 20;
const WINDOW_MS = 10_000;
const MARKS_TICK_MS = 250;
/** When all has been said, everybody has everything within this, or it is lost. */
const SETTLE_WITHIN_MS = 30_000;
const BACK_AFTER_MS = 500;
const MOST_FAILURES = 20;
const SEED = 4;

/** Everybody in the school but the abuser, all in this process. */
export class WholeCrowd implements Crowd {
  readonly ledger = new Ledger();
  readonly #random = createRandom(SEED);
  readonly #failures = new Set<string>();
  readonly #disturbances: Disturbances = {
    cut: 0,
    idle: 0,
    polled: 0,
    stopped: 0,
    closedAsSlow: 0,
    cutAsSlow: 0,
  };
  readonly #people: People;
  #holes = 0;

  constructor(
    readonly url: string,
    readonly school: CrowdedSchool,
  ) {
    this.#people = gather(url, school, this);
  }

  failed(what: string): void {
    if (this.#failures.size < MOST_FAILURES) this.#failures.add(what);
  }

  foundHole(): void {
    this.#holes += 1;
  }

  ended(device: Device, code: number): void {
    const isDawdler = this.#people.dawdlers.some((dawdler) => dawdler === device);
    if (isDawdler && code === CLOSE.slowConsumer) this.#disturbances.closedAsSlow += 1;
    else if (isDawdler && code === NO_GOODBYE) this.#disturbances.cutAsSlow += 1;
    else this.failed(`the server closed a connection that did nothing wrong: ${code}`);
    setTimeout(() => void device.connect(), BACK_AFTER_MS);
  }

  /** Connects everybody; gives how many they are. */
  async enter(): Promise<number> {
    const devices = this.#everybody;
    for (let at = 0; at < devices.length; at += CONNECT_AT_ONCE)
      await Promise.all(devices.slice(at, at + CONNECT_AT_ONCE).map((device) => device.connect()));
    setInterval(() => {
      const now = performance.now();
      for (const device of devices) device.mark(now);
    }, MARKS_TICK_MS);
    return devices.filter(({ isLive }) => isLive).length;
  }

  /** One phase. */
  async offer(seconds: number, isRough: boolean): Promise<Phased> {
    const windows: Window[] = [];
    const startedAt = performance.now();
    const processorAtStart = process.cpuUsage();
    this.ledger.takeLatencies();
    const takeWindow = () => windows.push({ latencies: this.ledger.takeLatencies().toJSON() });
    const windowing = setInterval(takeWindow, WINDOW_MS);
    const enough = new AbortController();
    const disturbing = isRough
      ? disturb(this.#people, this.#disturbances, this.#random, enough.signal)
      : Promise.resolve();
    const late = await speak(this.#people, this.ledger, { seconds, isRough }, createRandom(SEED + 1));
    clearInterval(windowing);
    if (windows.length < Math.floor((seconds * 1_000) / WINDOW_MS)) takeWindow();
    const { user, system } = process.cpuUsage(processorAtStart);
    const tookMs = performance.now() - startedAt;
    enough.abort();
    await disturbing;
    return {
      windows,
      sentLateMs: late.percentile(0.99),
      processorShare: (user + system) / 1_000 / tookMs,
    };
  }

  /** Lets everything come that is still on its way, then reads each room's history from its beginning. */
  async finish(): Promise<Finished> {
    const patientUntil = performance.now() + SETTLE_WITHIN_MS;
    while (!this.#isSettled && performance.now() < patientUntil) await Bun.sleep(200);
    const unsettled = this.#everybody.filter(({ isSettled }) => !isSettled).length;
    if (unsettled > 0) this.failed(`${unsettled} devices did not come to rest`);
    for (const { positions } of this.#everybody)
      if (positions.surprises > 0)
        this.failed("a device was told of another history, or of a room that is gone");
    let notInHistory = 0;
    for (const { roomId, speakers } of this.#places) {
      const speaker = speakers[0];
      if (speaker) notInHistory += this.ledger.missingIn(roomId, await readHistory(speaker, roomId));
    }
    return {
      ...this.ledger.counts,
      notInHistory,
      notDelivered: this.#notDelivered,
      holes: this.#holes,
      disturbances: this.#disturbances,
      failures: [...this.#failures],
    };
  }

  get #everybody(): Device[] {
    return [...this.#people.ordinary, ...this.#people.dawdlers];
  }

  get #places() {
    const { everyone, gallery, classes, conversations } = this.#people;
    return [everyone, gallery, ...classes, ...conversations];
  }

  get #isSettled(): boolean {
    return this.#everybody.every(({ isSettled }) => isSettled) && this.#notDelivered === 0;
  }

  get #notDelivered(): number {
    const heads = new Map(this.#places.map(({ roomId }) => [roomId, this.ledger.headOf(roomId)]));
    let missing = 0;
    for (const { positions } of this.#everybody) {
      missing += positions.lost;
      for (const [roomId, { seq }] of positions.rooms) missing += Math.max(0, (heads.get(roomId) ?? 0) - seq);
    }
    return missing;
  }
}

async function readHistory({ seat }: Device, roomId: RoomId): Promise<RoomEvent[]> {
  const events: RoomEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.seq ?? 0;
    const page = await askOverHttp<{ events: RoomEvent[]; head: number }>(
      seat,
      `/api/rooms/${roomId}/events?after=${after}&limit=200`,
      null,
    );
    events.push(...(page?.events ?? []));
    const last = events.at(-1)?.seq ?? 0;
    if (!page || last >= page.head || last === after) return events;
  }
}
