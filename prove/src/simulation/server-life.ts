import type { Change, SocketData, WaitingBatch } from "@encrptalk/server/simulation";
import {
  close,
  compose,
  createSite,
  drain,
  type Gateway,
  InProcessThreads,
  readConfig,
} from "@encrptalk/server/simulation";
import type { Action } from "./action.ts";
import { logTo } from "./server-log.ts";
import type { ProcessClock } from "./time.ts";
import type { Wire } from "./wire.ts";

type Site = ReturnType<typeof createSite>;
type BunServer = Bun.Server<SocketData>;
type BunSocket = Bun.ServerWebSocket<SocketData>;

export interface LifeOptions {
  readonly folder: string;
  readonly clock: ProcessClock;
  /** Something that the server did not expect. */
  readonly failed: (failure: string) => void;
  /** After everybody was told of it. */
  readonly committed: (change: Change) => void;
}

/** The server's core from one start to its stop or its sudden end. Its port is the simulation. */
export class ServerLife {
  readonly clock: ProcessClock;
  readonly #topics = new Map<string, Set<Wire>>();
  readonly #sockets = new Map<Wire, BunSocket>();
  readonly #threads: InProcessThreads;
  readonly #batches: WaitingBatch[] = [];
  #gateway: Gateway | null = null;
  #site: Site | null = null;
  #isOver = false;

  private constructor({ clock }: LifeOptions) {
    this.clock = clock;
    this.#threads = new InProcessThreads((batch) => this.#batches.push(batch));
  }

  /** Resolves when it serves; its threads' batches must be carried out meanwhile. */
  static start(options: LifeOptions): { life: ServerLife; started: Promise<void> } {
    const life = new ServerLife(options);
    return { life, started: life.#start(options) };
  }

  get gateway(): Gateway {
    if (this.#gateway === null) throw new Error("the server has not started");
    return this.#gateway;
  }

  /** Of each thread the batch that is its next. */
  ready(): Action[] {
    const names = new Set<string>();
    const ready: Action[] = [];
    for (const batch of this.#batches) {
      if (names.has(batch.thread)) continue;
      names.add(batch.thread);
      ready.push({
        label: () => `server: ${batch.thread}`,
        run: () => {
          this.#batches.splice(this.#batches.indexOf(batch), 1);
          batch.carryOut()();
        },
      });
    }
    return ready;
  }

  get isWriting(): boolean {
    return this.#batches.some(({ thread }) => thread === "writer");
  }

  /** The process ends in the middle. `commits`: what it was writing has just come to the disk, and nobody knows. */
  crash(commits: boolean): void {
    if (commits) for (const batch of this.#batches) if (batch.thread === "writer") batch.carryOut();
    this.#isOver = true;
    this.#batches.length = 0;
    this.clock.die();
    this.#threads.crash();
    // So that its files can be opened again: of its threads nothing is left that could write.
    this.#gateway?.rooms.store.close().catch(() => {});
    for (const wire of this.#sockets.keys()) wire.serverDied();
  }

  /** Takes leave of everybody. Resolves when its files are closed; time and batches must go on meanwhile. */
  async stop(): Promise<void> {
    drain(this.gateway);
    await close(this.gateway);
    this.#isOver = true;
    this.clock.die();
    for (const wire of this.#sockets.keys()) wire.serverDied();
  }

  /** Whether the upgrade became a socket. */
  async upgrade(wire: Wire, headers: Record<string, string>): Promise<boolean> {
    const upgrade = { ...headers, connection: "Upgrade", upgrade: "websocket" };
    const request = new Request("http://school.example/ws", { headers: upgrade });
    const refusal = await this.#serve(request, wire);
    if (refusal !== undefined || this.#isOver || wire.data === null) return false;
    const socket = this.#socketOf(wire);
    this.#sockets.set(wire, socket);
    this.#site?.websocket.open?.(socket);
    return true;
  }

  socketHears(wire: Wire, frame: string): void {
    const socket = this.#sockets.get(wire);
    if (socket) void this.#site?.websocket.message?.(socket, frame);
  }

  socketClosed(wire: Wire, code: number): void {
    const socket = this.#sockets.get(wire);
    this.#sockets.delete(wire);
    for (const topic of wire.topics) this.#topics.get(topic)?.delete(wire);
    wire.topics.clear();
    if (socket && !this.#isOver) void this.#site?.websocket.close?.(socket, code, "");
  }

  /** `null`: the process ended before it answered. */
  async answer(request: Request): Promise<{ status: number; text: string } | null> {
    const response = await this.#serve(request, null);
    if (!response || this.#isOver) return null;
    const text = await response.text();
    return this.#isOver ? null : { status: response.status, text };
  }

  /** As Bun does: what is thrown is an answer too. */
  async #serve(request: Request, wire: Wire | null): Promise<Response | undefined> {
    const server = {
      upgrade(_: Request, { data }: { data: SocketData }) {
        if (wire) wire.data = data;
        return wire !== null;
      },
      requestIP: () => ({ address: "192.0.2.1", family: "IPv4", port: 40_000 }),
    } as unknown as BunServer;
    try {
      return await this.#site?.fetch(request, server);
    } catch (error) {
      return this.#site?.error(error as Error);
    }
  }

  async #start({ folder, clock, failed, committed }: LifeOptions): Promise<void> {
    const config = readConfig({ DATA_DIR: folder, COMMANDS_PER_SECOND: "200" });
    const log = logTo((error) => this.#isOver || failed(error));
    const gateway = await compose(config, log, { clock, threads: this.#threads }, (topic, frame) =>
      this.#publish(topic, frame),
    );
    gateway.rooms.store.onCommitted((change) => !this.#isOver && committed(change));
    this.#gateway = gateway;
    this.#site = createSite(gateway, config);
  }

  #publish(topic: string, frame: string): void {
    for (const wire of [...(this.#topics.get(topic) ?? [])]) wire.send(frame);
  }

  #socketOf(wire: Wire): BunSocket {
    return {
      data: wire.data,
      send: (frame: string) => wire.send(frame),
      close: (code: number) => wire.close(code),
      subscribe: (topic: string) => this.#subscribe(topic, wire),
      unsubscribe: (topic: string) => {
        wire.topics.delete(topic);
        this.#topics.get(topic)?.delete(wire);
      },
      get subscriptions() {
        return [...wire.topics];
      },
      getBufferedAmount: () => wire.bufferedBytes(),
    } as unknown as BunSocket;
  }

  #subscribe(topic: string, wire: Wire): void {
    wire.topics.add(topic);
    const wires = this.#topics.get(topic);
    if (wires) wires.add(wire);
    else this.#topics.set(topic, new Set([wire]));
  }
}
