import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { Acknowledgements } from "./acknowledgements.ts";
import { Way } from "./way.ts";

/** What the network does to what passes; may be changed at any time. */
export interface Conditions {
  /** Of each way. */
  latencyMs: number;
  /** At most so much more, another for each piece; the order stays. */
  jitterMs: number;
  /** Nothing passes; all of it does when it is over. */
  isStalled: boolean;
  /** Nothing passes, and nothing of it ever will, also on connections that are new; they stay open. */
  isHalfOpen: boolean;
  /** Bytes are delivered in pieces of this many. */
  pieceBytes: number;
  /** What acknowledges a message does not pass. */
  withholdsAcknowledgements: boolean;
}

const CLEAR: Conditions = {
  latencyMs: 0,
  jitterMs: 0,
  isStalled: false,
  isHalfOpen: false,
  pieceBytes: Number.POSITIVE_INFINITY,
  withholdsAcknowledgements: false,
};

/** A network between clients and the program that does as it is told. */
export class TcpProxy {
  readonly conditions: Conditions = { ...CLEAR };
  /** Acknowledgements that did not pass. */
  withheld = 0;
  readonly #server: Server;
  readonly #connections = new Set<Connection>();

  private constructor(readonly target: URL) {
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client));
  }

  static async start(url: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(url));
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on these hold, and what is not among them is as on a good network. */
  set(conditions: Partial<Conditions>): void {
    Object.assign(this.conditions, CLEAR, conditions);
    if (this.conditions.isHalfOpen) for (const connection of this.#connections) connection.silence();
  }

  /** Ends all connections, both ways, wherever they are in what they carry. Gives how many. */
  cut(by: "fin" | "reset"): number {
    const connections = [...this.#connections].filter(({ isSilent }) => !isSilent);
    for (const connection of connections) connection.cut(by);
    return connections.length;
  }

  close(): void {
    this.#server.close();
    for (const connection of [...this.#connections]) connection.cut("reset");
  }

  #accept(client: Socket): void {
    const server = connect({
      host: this.target.hostname,
      port: Number(this.target.port),
      allowHalfOpen: true,
      noDelay: true,
    });
    const connection = new Connection(client, server, this);
    if (this.conditions.isHalfOpen) connection.silence();
    this.#connections.add(connection);
    client.on("close", () => this.#connections.delete(connection));
  }
}

class Connection {
  isSilent = false;
  readonly #acknowledgements = new Acknowledgements();

  constructor(
    readonly client: Socket,
    readonly server: Socket,
    readonly proxy: TcpProxy,
  ) {
    const up = new Way(server, proxy.conditions, () => this.isSilent);
    const down = new Way(client, proxy.conditions, () => this.isSilent);
    client.on("data", (bytes) => this.isSilent || up.carry(bytes));
    server.on("data", (bytes) => this.isSilent || this.#answer(bytes, down));
    client.on("end", () => this.isSilent || up.end());
    server.on("end", () => this.isSilent || down.end());
    // Of one that has gone without a word, the other side hears nothing.
    client.on("close", () => this.isSilent || server.destroy());
    server.on("close", () => this.isSilent || client.destroy());
    // Writing to what is gone fails, as it should.
    for (const socket of [client, server]) socket.on("error", () => {});
  }

  /** For good: what was dropped cannot come any more. */
  silence(): void {
    this.isSilent = true;
  }

  cut(by: "fin" | "reset"): void {
    this.isSilent = true;
    for (const socket of [this.client, this.server])
      if (by === "reset") socket.resetAndDestroy();
      else socket.destroy();
  }

  #answer(bytes: Buffer, down: Way): void {
    const { withheld } = this.#acknowledgements;
    const passed = this.#acknowledgements.pass(bytes, this.proxy.conditions.withholdsAcknowledgements);
    this.proxy.withheld += this.#acknowledgements.withheld - withheld;
    down.carry(passed.bytes);
    if (passed.isBroken) down.end();
  }
}
