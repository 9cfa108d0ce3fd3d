import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

interface Link {
  browser: Socket;
  server: Socket;
  isWebSocket: boolean;
}

const UPGRADE = /\r\nupgrade: *websocket\r\n/i;
const REFUSAL = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/** The network between one browser and the server, with all that can happen to it. */
export class Wire {
  readonly #links = new Set<Link>();
  readonly #listener: Server;
  readonly #target: { host: string; port: number };
  #isCut = false;
  #isStalled = false;
  #blocksWebSocket = false;
  #withholdsAnswers = false;

  private constructor(serverUrl: string) {
    const { hostname, port } = new URL(serverUrl);
    this.#target = { host: hostname, port: Number(port) };
    this.#listener = createServer((browser) => this.#accept(browser));
  }

  static async to(serverUrl: string): Promise<Wire> {
    const wire = new Wire(serverUrl);
    wire.#listener.listen(0, "127.0.0.1");
    await once(wire.#listener, "listening");
    return wire;
  }

  /** Where the browser finds the server through this wire. */
  get url(): string {
    return `http://127.0.0.1:${(this.#listener.address() as AddressInfo).port}`;
  }

  /** WebSockets that go through it now. */
  get webSockets(): number {
    return [...this.#links].filter(({ isWebSocket }) => isWebSocket).length;
  }

  /** Nothing gets through, neither way, until it is mended. */
  cut(): void {
    this.#isCut = true;
    this.drop();
  }

  /** Ends the connections that there are; new ones go through. */
  drop(): void {
    for (const link of this.#links) this.#end(link);
  }

  /** Connections stay open, and nothing moves on them: the Wi-Fi that has gone without a word. */
  stall(): void {
    this.#isStalled = true;
    for (const { browser, server } of this.#links) {
      browser.pause();
      server.pause();
    }
  }

  /** As a school's filter does: HTTP goes through, WebSocket does not. */
  blockWebSocket(): void {
    this.#blocksWebSocket = true;
    for (const link of this.#links) if (link.isWebSocket) this.#end(link);
  }

  /** What the server says on the WebSockets that are open gets lost; what the browser says arrives. */
  withholdAnswers(): void {
    this.#withholdsAnswers = true;
  }

  /** Everything gets through again. */
  mend(): void {
    this.#isCut = false;
    this.#isStalled = false;
    this.#blocksWebSocket = false;
    this.#withholdsAnswers = false;
    for (const { browser, server } of this.#links) {
      browser.resume();
      server.resume();
    }
  }

  async close(): Promise<void> {
    this.cut();
    this.#listener.close();
    await once(this.#listener, "close");
  }

  #accept(browser: Socket): void {
    // Whoever resets a connection hears nothing new by its errors.
    browser.on("error", () => {});
    if (this.#isCut) return void browser.resetAndDestroy();
    const server = connect(this.#target);
    server.on("error", () => browser.resetAndDestroy());
    const link: Link = { browser, server, isWebSocket: false };
    this.#links.add(link);
    browser.once("data", (head) => {
      link.isWebSocket = UPGRADE.test(head.toString("latin1"));
      if (!link.isWebSocket || !this.#blocksWebSocket) return;
      browser.removeAllListeners("data");
      browser.end(REFUSAL);
    });
    browser.on("data", (chunk) => server.write(chunk));
    server.on("data", (chunk) => {
      if (!(link.isWebSocket && this.#withholdsAnswers)) browser.write(chunk);
    });
    browser.on("close", () => this.#end(link));
    server.on("close", () => {
      this.#links.delete(link);
      browser.end();
    });
    if (!this.#isStalled) return;
    browser.pause();
    server.pause();
  }

  #end(link: Link): void {
    this.#links.delete(link);
    link.browser.resetAndDestroy();
    link.server.destroy();
  }
}
