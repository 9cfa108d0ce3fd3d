import type { Command, ReplyFrame } from "@encrptalk/protocol";
import type { Action } from "./action.ts";
import { Exchange } from "./exchange.ts";
import type { SimulatedDevice } from "./people.ts";
import type { ServerLife } from "./server-life.ts";
import { Wire } from "./wire.ts";

/** Told of what passes the server's door. */
export interface Observer {
  /** A command has come to the server. */
  asked(device: SimulatedDevice, command: Command): void;
  /** The server has answered it, whether or not that arrives. */
  replied(device: SimulatedDevice, command: Command, reply: ReplyFrame): void;
  /** The server has sent this to the device: a frame or a page. */
  told(device: SimulatedDevice, said: Said): void;
}

/** A frame, or the body of what `page` asked for: as it was sent, and as JSON gives it. */
export interface Said {
  readonly text: string;
  readonly value: unknown;
  readonly page?: string;
}

export interface LineOptions {
  readonly device: SimulatedDevice;
  readonly observer: Observer;
  /** `null`: it does not run. */
  readonly server: () => ServerLife | null;
  readonly isAsleep: () => boolean;
}

/** What lies between one device and the server. */
export class Line {
  webSocket: "open" | "blocked" = "open";
  http: "open" | "blocked" = "open";
  /** Nothing arrives, and nothing is lost. */
  isStalled = false;
  /** Answers to commands that write do not arrive. */
  losesAcknowledgements = false;
  readonly wires = new Set<Wire>();
  readonly exchanges = new Set<Exchange>();
  readonly #options: LineOptions;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.device.deviceId;
  }

  get device(): SimulatedDevice {
    return this.#options.device;
  }

  get observer(): Observer {
    return this.#options.observer;
  }

  get isAsleep(): boolean {
    return this.#options.isAsleep();
  }

  server(): ServerLife | null {
    return this.#options.server();
  }

  loses(command: Command): boolean {
    return this.losesAcknowledgements && command.type !== "sync" && command.type !== "beat";
  }

  readonly WebSocket = ((line: Line) =>
    class {
      constructor(
        _: string,
        { headers, protocols }: { headers: Record<string, string>; protocols: string[] },
      ) {
        const wire = new Wire(line, { ...headers, "sec-websocket-protocol": protocols.join() });
        line.wires.add(wire);
        // biome-ignore lint/correctness/noConstructorReturn: stands for the platform's own class
        return wire.client;
      }
    })(this) as unknown as typeof WebSocket;

  readonly fetch = ((url: URL, init: RequestInit) => {
    const exchange = new Exchange(this, url, init);
    this.exchanges.add(exchange);
    return exchange.promise;
  }) as unknown as typeof fetch;

  /** Adds what can happen next. */
  collect(ready: Action[]): void {
    const { isStalled, isAsleep } = this;
    for (const wire of this.wires) {
      if (wire.isOver) this.wires.delete(wire);
      else if (!isStalled) wire.collect(ready, isAsleep);
    }
    for (const exchange of this.exchanges) {
      if (exchange.isOver) this.exchanges.delete(exchange);
      else if (!isStalled) exchange.collect(ready, isAsleep);
    }
  }

  /** Everything works again; what was lost stays lost. */
  heal(): void {
    this.webSocket = "open";
    this.http = "open";
    this.isStalled = false;
    this.losesAcknowledgements = false;
  }

  cut(): void {
    for (const wire of this.wires) wire.cut();
    for (const exchange of this.exchanges) exchange.cut();
  }

  /** What the server has said is lost on the way. */
  loseFrames(): void {
    for (const wire of this.wires) wire.loseFrames();
    for (const exchange of this.exchanges) exchange.cut();
  }

  fallSilent(): void {
    for (const wire of this.wires) wire.fallSilent();
  }

  clientDied(): void {
    for (const wire of this.wires) wire.clientDied();
    for (const exchange of this.exchanges) exchange.clientDied();
  }

  serverDied(): void {
    for (const wire of this.wires) wire.serverDied();
    for (const exchange of this.exchanges) exchange.cut();
  }
}
