import type { RoomId } from "@encrptalk/protocol";
import type { School } from "../program/school.ts";
import { Device, type Seat } from "./device.ts";
import { differencesFromFresh } from "./fresh.ts";
import { readHistory } from "./history.ts";
import { Ledger } from "./ledger.ts";
import { until } from "./until.ts";
import { judge, type Verdict, type View } from "./verdict.ts";

const LIVE_WITHIN_MS = 30_000;
const SETTLED_WITHIN_MS = 40_000;
/** How often people whose connection is lost press "Try now". */
const TRY_EVERY_MS = 500;

/**
 * People with live clients who see what happens to a school while something is done to its server.
 *
 * ```ts
 * const witness = await Witness.gather(school);  // two students, on three devices, one of them over HTTP; Ms Rao
 * witness.talk(20);                              // each says something every 20 ms, somewhere
 * await program.kill();
 * await program.start();
 * const { broken, failures } = await witness.verdict();   // ends the talk, waits, reads back, compares
 * witness.leave();
 * ```
 *
 * `talk` and `verdict` may be repeated. `verdict` must be called when the server can be reached again.
 */
export class Witness {
  readonly ledger: Ledger;
  readonly devices: readonly Device[];
  readonly #school: School;
  /** Who may know of which rooms, by the account's id. */
  readonly #rooms: ReadonlyMap<string, readonly RoomId[]>;
  #talk: ReturnType<typeof setInterval> | null = null;
  #turn = 0;

  private constructor(school: School, ledger: Ledger, devices: Device[], rooms: Map<string, RoomId[]>) {
    this.#school = school;
    this.ledger = ledger;
    this.devices = devices;
    this.#rooms = rooms;
  }

  /** Enrols Asha and Ben, makes a room and Asha's conversation, and resolves when all devices are connected. */
  static async gather(
    school: School,
    seats: (people: Seat[]) => Seat[] = (usual) => usual,
  ): Promise<Witness> {
    const [asha, ben] = [await school.enrol("Asha"), await school.enrol("Ben")];
    const biology = await school.createRoom(`Biology of ${asha.me.accountId}`, [asha, ben]);
    const conversation = await school.openConversation(asha.me.accountId);
    const { rao, defaultRoom } = school;
    const rooms = new Map<string, RoomId[]>([
      [asha.me.accountId, [defaultRoom, biology, conversation]],
      [ben.me.accountId, [defaultRoom, biology]],
      [rao.me.accountId, [defaultRoom, biology, conversation]],
    ]);
    const usual: Seat[] = [
      { person: asha, name: "Asha's laptop", over: "websocket" },
      { person: await asha.anotherDevice(), name: "Asha's phone", over: "http" },
      { person: ben, name: "Ben", over: "websocket" },
      { person: rao, name: "Ms Rao", over: "websocket" },
    ];
    const ledger = new Ledger();
    const witness = new Witness(
      school,
      ledger,
      seats(usual).map((seat) => new Device(seat, ledger)),
      rooms,
    );
    await witness.#comeIn();
    return witness;
  }

  /** Everyone says something every so many milliseconds, in one of their rooms after the other; or only some do. */
  talk(everyMs: number, devices = this.devices): void {
    this.hush();
    this.#talk = setInterval(() => {
      this.#turn++;
      for (const device of devices) this.#speak(device);
    }, everyMs);
  }

  /** Nobody says anything new. */
  hush(): void {
    if (this.#talk) clearInterval(this.#talk);
    this.#talk = null;
  }

  /** Ends the talk, waits until all that was said is delivered and heard, reads back, and compares. */
  async verdict(): Promise<Verdict> {
    this.hush();
    const isSettled = await this.#settle();
    const histories = await this.#histories();
    const heads = new Map([...histories].map(([roomId, events]) => [roomId, events.length]));
    await until(() => this.devices.every((device) => isUpTo(device, heads)), SETTLED_WITHIN_MS);
    const { sendings, acknowledged, contradictions, sentAgain } = this.ledger;
    const views = await Promise.all(this.devices.map((device) => this.#viewOf(device)));
    const verdict = judge({ sendings, acknowledged, contradictions, sentAgain, histories, views });
    if (!isSettled) verdict.failures.push(`not all settled in time: ${this.devices.map(stateOf).join(", ")}`);
    const differences = await Promise.all(this.devices.map(differencesFromFresh));
    verdict.failures.push(...differences.flat());
    return verdict;
  }

  leave(): void {
    this.hush();
    for (const device of this.devices) device.close();
  }

  async #comeIn(): Promise<void> {
    const isLoaded = ({ isConnected, client }: Device) => isConnected && client.rooms.get().loaded;
    if (!(await until(() => this.devices.every(isLoaded), LIVE_WITHIN_MS)))
      throw new Error(`not everybody came in: ${this.devices.map(stateOf).join(", ")}`);
    for (const device of this.devices) {
      for (const roomId of this.#roomsOf(device)) {
        if (device.client.room(roomId).row.get() === null)
          await device.client.desk.open(await this.#studentOf(roomId));
        device.look(roomId);
      }
    }
  }

  async #studentOf(roomId: RoomId) {
    const owner = [...this.#rooms].find(
      ([accountId, rooms]) => rooms.includes(roomId) && accountId !== this.#school.rao.me.accountId,
    );
    if (!owner) throw new Error(`nobody's conversation: ${roomId}`);
    return owner[0] as Parameters<Device["client"]["desk"]["open"]>[0];
  }

  #speak(device: Device): void {
    const rooms = this.#roomsOf(device);
    const roomId = rooms[this.#turn % rooms.length];
    // What waits while the server is away is not piled up without end.
    if (roomId && device.client.outbox.get().length < 20) device.say(roomId);
  }

  #roomsOf({ seat }: Device): readonly RoomId[] {
    return this.#rooms.get(seat.person.me.accountId) ?? [];
  }

  async #settle(): Promise<boolean> {
    let triedAt = 0;
    return until(() => {
      const isDone = this.devices.every(
        ({ isConnected, client }) => isConnected && client.outbox.get().length === 0,
      );
      if (!isDone && performance.now() - triedAt > TRY_EVERY_MS) {
        triedAt = performance.now();
        this.tryNow();
      }
      return isDone;
    }, SETTLED_WITHIN_MS);
  }

  /** Everyone who is not connected presses "Try now", and sends again what was given up. */
  tryNow(): void {
    for (const device of this.devices) {
      if (!device.isConnected) device.client.tryNow();
      device.retryFailed();
    }
  }

  async #histories() {
    const { rao } = this.#school;
    const rooms = [...new Set([...this.#rooms.values()].flat())];
    return new Map(
      await Promise.all(rooms.map(async (roomId) => [roomId, await readHistory(rao, roomId)] as const)),
    );
  }

  async #viewOf(device: Device): Promise<View> {
    const shown = new Map<RoomId, View["shown"] extends ReadonlyMap<RoomId, infer Events> ? Events : never>();
    for (const roomId of device.rooms) shown.set(roomId, await device.shownIn(roomId));
    return { name: device.name, rooms: this.#roomsOf(device), arrivals: device.arrivals, shown };
  }
}

const isUpTo = ({ client, rooms }: Device, heads: ReadonlyMap<RoomId, number>): boolean =>
  rooms.every((roomId) => client.room(roomId).row.get()?.head === heads.get(roomId));

const stateOf = ({ name, client }: Device): string =>
  `${name} ${client.connection.get().status} with ${client.outbox.get().length} unsent`;
