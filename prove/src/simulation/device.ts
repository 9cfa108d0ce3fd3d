import { type Client, createClient, type OutboxItem, type OutboxStorage } from "@encrptalk/client";
import type { MessageId, RoomId } from "@encrptalk/protocol";
import { Arrivals } from "./arrivals.ts";
import type { Finding } from "./findings.ts";
import { Line, type LineOptions } from "./line.ts";
import type { SimulatedDevice } from "./people.ts";
import type { Random } from "./random.ts";
import { ProcessClock, type Time } from "./time.ts";

/** Where a device keeps what is not sent: it stands when the program ends. */
class DeviceStorage implements OutboxStorage {
  readonly items = new Map<MessageId, OutboxItem>();

  async list(): Promise<readonly OutboxItem[]> {
    return [...this.items.values()].sort((a, b) => a.createdAt - b.createdAt);
  }

  async put(item: OutboxItem): Promise<void> {
    this.items.set(item.messageId, item);
  }

  async remove(messageId: MessageId): Promise<void> {
    this.items.delete(messageId);
  }

  subscribe(): () => void {
    return () => {};
  }

  onWiped(): () => void {
    return () => {};
  }

  async acquire(): Promise<() => void> {
    return () => {};
  }
}

export interface DeviceOptions extends Pick<LineOptions, "observer" | "server"> {
  readonly device: SimulatedDevice;
  readonly time: Time;
  readonly random: Random;
  readonly wrong: (finding: Finding) => void;
}

/** A person's device: the program on it may sleep, end and begin again; its line to the server is its own. */
export class Device {
  readonly line: Line;
  readonly storage = new DeviceStorage();
  readonly #options: DeviceOptions;
  #clock: ProcessClock;
  #arrivals: Arrivals;
  #client: Client;
  /** What is open on the screen. */
  readonly #open = new Map<string, () => void>();

  constructor(options: DeviceOptions) {
    this.#options = options;
    const { observer } = options;
    this.line = new Line({
      ...options,
      observer: {
        ...observer,
        told: (device, said) => {
          observer.told(device, said);
          this.#arrivals.told(said.value);
        },
      },
      isAsleep: () => this.isAsleep,
    });
    this.#arrivals = this.#follow();
    this.#clock = new ProcessClock(options.time);
    this.#client = this.#start();
  }

  get device(): SimulatedDevice {
    return this.#options.device;
  }

  get person() {
    return this.device.person;
  }

  get client(): Client {
    return this.#client;
  }

  get isAsleep(): boolean {
    return this.#clock.isAsleep;
  }

  get isStaff(): boolean {
    return this.person.role === "admin";
  }

  /** Its clock is set by so much. */
  jump(ms: number): void {
    this.#clock.skew += ms;
  }

  sleep(): void {
    this.#clock.sleep();
  }

  wake(): void {
    this.#clock.wake();
    this.#client.notifyVisible();
  }

  /** The program ends without a word and is started again. */
  restart(): void {
    this.#clock.die();
    this.line.clientDied();
    this.#open.clear();
    const { skew } = this.#clock;
    this.#clock = new ProcessClock(this.#options.time);
    this.#clock.skew = skew;
    this.#arrivals = this.#follow();
    this.#client = this.#start();
  }

  /** Opens something on the screen, or closes it. */
  toggle(name: string, open: () => () => void): void {
    const close = this.#open.get(name);
    this.#open.delete(name);
    if (close) close();
    else this.#open.set(name, open());
  }

  /** Opens it, if it is not. */
  show(name: string, open: () => () => void): void {
    if (!this.#open.has(name)) this.#open.set(name, open());
  }

  shows(name: string): boolean {
    return this.#open.has(name);
  }

  /** Rooms of one's own, and conversations that were opened. */
  knownRooms(among: readonly RoomId[]): RoomId[] {
    return among.filter((roomId) => this.#client.room(roomId).row.get() !== null);
  }

  #follow(): Arrivals {
    return new Arrivals(this.device.deviceId, this.#options.wrong);
  }

  #start(): Client {
    const { device, random } = this.#options;
    const client = createClient({
      url: "http://school.example",
      authentication: { kind: "bearer", token: device.token },
      outbox: this.storage,
      clock: this.#clock,
      random: random.next,
      WebSocket: this.line.WebSocket,
      fetch: this.line.fetch,
    });
    const arrivals = this.#arrivals;
    client.onEvent((arrival) => arrivals.arrived(arrival));
    return client;
  }
}
