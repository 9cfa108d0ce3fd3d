import { Database } from "bun:sqlite";
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Action } from "./action.ts";
import { Device } from "./device.ts";
import type { Finding } from "./findings.ts";
import { HistoryFile } from "./history-file.ts";
import { Ledger } from "./ledger.ts";
import type { Observer } from "./line.ts";
import type { SimulatedDevice } from "./people.ts";
import type { Random } from "./random.ts";
import { ServerLife } from "./server-life.ts";
import { ProcessClock, Time } from "./time.ts";
import { Watch } from "./watch.ts";

/** More than this at one moment goes on for ever. */
const MOST_ACTIONS = 20_000;

/** Lets happen what waits for nothing but its turn. */
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** One school in one process: a server that comes and goes, devices, and all that lies between them. */
export class World {
  readonly time = new Time();
  readonly ledger = new Ledger();
  readonly watch = new Watch();
  readonly devices: Device[] = [];
  /** What went wrong that nobody expected. */
  readonly failures: string[] = [];
  /** What clients told of events as they came in, and should not have. */
  readonly arrivals: Finding[] = [];
  /** `null`: nobody reads it. */
  readonly trace: string[] | null;
  readonly random: Random;
  readonly #folder: string;
  #server: ServerLife | null = null;
  #history: HistoryFile | null = null;
  #serverSkew = 0;
  #backups = 0;
  #count = 0;
  readonly #observer: Observer;

  constructor(options: { folder: string; random: Random; trace: string[] | null }) {
    this.#folder = options.folder;
    this.random = options.random;
    this.trace = options.trace;
    this.#observer = {
      asked: () => {},
      replied: (_, command, reply) => this.ledger.replied(command, reply),
      told: (device, said) => this.watch.told(device, said),
    };
  }

  get server(): ServerLife | null {
    return this.#server;
  }

  get history(): HistoryFile {
    this.#history ??= new HistoryFile(this.#database);
    return this.#history;
  }

  /** 1, 2, 3 … */
  count(): number {
    return ++this.#count;
  }

  note(line: () => string): void {
    this.trace?.push(`${this.time.now} ${line()}`);
  }

  addDevice(device: SimulatedDevice): Device {
    const added = new Device({
      device,
      time: this.time,
      random: this.random,
      observer: this.#observer,
      server: () => this.#server,
      wrong: (finding) => this.arrivals.push(finding),
    });
    this.devices.push(added);
    return added;
  }

  /** Up to so many of the things that can happen next, each chosen by chance. */
  async happen(most: number): Promise<void> {
    await turn();
    for (let count = 0; count < most; count++) {
      const action = this.random.pick(this.#ready());
      if (action === undefined) return;
      this.note(action.label);
      action.run();
      await turn();
    }
    if (most === MOST_ACTIONS) throw new Error("it never comes to rest");
  }

  /** All that can happen without time going on. */
  settle(): Promise<void> {
    return this.happen(MOST_ACTIONS);
  }

  async pass(ms: number): Promise<void> {
    const until = this.time.now + ms;
    await this.settle();
    while (this.time.step(until)) await this.settle();
  }

  /** `alone`: what it does before anybody can come to it. */
  async startServer(alone: (server: ServerLife) => Promise<unknown> = async () => {}): Promise<void> {
    if (this.#server !== null) return;
    // What a crash left under way ends first.
    await turn();
    const clock = new ProcessClock(this.time);
    clock.skew = this.#serverSkew;
    this.watch.begin(this.history);
    const { life, started } = ServerLife.start({
      folder: this.#folder,
      clock,
      failed: (failure) => this.failures.push(`the server's log has ${failure}`),
      committed: (change) => this.watch.committed(change),
    });
    await this.#while(life, started);
    life.gateway.accounts.onDevicesEnded(({ deviceIds }) => this.watch.ended(deviceIds));
    await this.#while(life, alone(life));
    this.#server = life;
  }

  crashServer(commits: boolean): void {
    const server = this.#server;
    this.#server = null;
    server?.crash(commits);
    for (const { line } of this.devices) line.serverDied();
  }

  /** As for an update. */
  async stopServer(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    await this.#while(server, server.stop());
    this.#server = null;
    for (const { line } of this.devices) line.serverDied();
  }

  jumpServer(ms: number): void {
    this.#serverSkew += ms;
    if (this.#server) this.#server.clock.skew = this.#serverSkew;
  }

  get hasBackup(): boolean {
    return this.#backups > 0;
  }

  /** The server may go on meanwhile. */
  backUp(): void {
    this.history.copyTo(join(this.#folder, `backup-${++this.#backups}.db`));
  }

  /** One of the backups takes the place of the database, as a history of its own. The server does not run. */
  restore(): void {
    this.#closeHistory();
    // That takes longer than anything is on its way.
    for (const { line } of this.devices) line.loseFrames();
    for (const suffix of ["-wal", "-shm"]) rmSync(this.#database + suffix, { force: true });
    copyFileSync(join(this.#folder, `backup-${this.random.between(1, this.#backups)}.db`), this.#database);
    const database = new Database(this.#database);
    database.run("UPDATE meta SET epoch = ?", [crypto.randomUUID()]);
    database.close();
    this.#forgetWhatIsTakenBack();
  }

  /** Lets go of the files. */
  close(): void {
    this.crashServer(false);
    this.#closeHistory();
  }

  #closeHistory(): void {
    this.#history?.close();
    this.#history = null;
  }

  get #database(): string {
    return join(this.#folder, "encrptalk.db");
  }

  #ready(): Action[] {
    const ready = this.#server?.ready() ?? [];
    for (const { line } of this.devices) line.collect(ready);
    return ready;
  }

  /** Whatever the server needs to come to an end of what it is doing. */
  async #while(server: ServerLife, work: Promise<unknown>): Promise<void> {
    let isOver = false;
    let failure: unknown = null;
    work.then(
      () => {
        isOver = true;
      },
      (error) => {
        isOver = true;
        failure = error;
      },
    );
    for (let count = 0; ; count++) {
      await turn();
      if (isOver) break;
      if (count > MOST_ACTIONS) throw new Error("the server does not come to an end");
      const action = this.random.pick(server === this.#server ? this.#ready() : server.ready());
      if (action) action.run();
      else this.time.step(this.time.now + 1_000);
    }
    if (failure !== null) throw failure;
  }

  #forgetWhatIsTakenBack(): void {
    const events = this.history.events();
    const ids = new Set(events.map(({ roomId, clientId }) => `${roomId} ${clientId}`));
    this.ledger.restored(events);
    for (const { device, roomId, messageId } of this.ledger.written) {
      const unsent = this.devices.find((other) => other.device === device)?.storage.items.get(messageId);
      const isKnownToBeThere = unsent === undefined || unsent.state === "sent";
      if (isKnownToBeThere && !ids.has(`${roomId} ${messageId}`)) this.ledger.takenBack.add(messageId);
    }
  }
}
