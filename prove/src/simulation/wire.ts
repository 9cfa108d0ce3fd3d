import type { Request as ClientRequest, Command, ReplyFrame } from "@encrptalk/protocol";
import type { SocketData } from "@encrptalk/server/simulation";
import type { Action } from "./action.ts";
import type { Line } from "./line.ts";
import type { ServerLife } from "./server-life.ts";

/** A connection that broke off. */
const NO_GOODBYE = 1006;
const GOING_AWAY = 1001;

type Parcel = { readonly frame: string } | { readonly close: number };

/** What the client's code uses of a WebSocket. */
export interface ClientEnd {
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(frame: string): void;
  close(): void;
}

/** One WebSocket: two ends, and between them two queues that move when the simulation says so. */
export class Wire {
  readonly toServer: Parcel[] = [];
  readonly toClient: Parcel[] = [];
  readonly client: ClientEnd;
  /** What the server keeps with its end. */
  data: SocketData | null = null;
  readonly topics = new Set<string>();
  /** Neither end hears the other, and neither is told. */
  isHalfOpen = false;
  readonly #line: Line;
  readonly #headers: Record<string, string>;
  readonly #asked = new Map<string, Command>();
  #client: "connecting" | "waiting" | "open" | "over" = "connecting";
  #server: ServerLife | null = null;

  constructor(line: Line, headers: Record<string, string>) {
    this.#line = line;
    this.#headers = headers;
    this.client = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (frame) => this.#post(this.toServer, { frame }),
      close: () => {
        this.#client = "over";
        this.#post(this.toServer, { close: GOING_AWAY });
      },
    };
  }

  get line(): Line {
    return this.#line;
  }

  get isOpen(): boolean {
    return this.#client === "open" && this.#server !== null;
  }

  /** Whether nothing of it is left at either end. */
  get isOver(): boolean {
    return this.#client === "over" && this.#server === null;
  }

  collect(ready: Action[], isAsleep: boolean): void {
    const { name } = this.#line;
    if (this.#client === "connecting")
      ready.push({ label: () => `${name} connects`, run: () => this.#connect() });
    if (this.toServer.length > 0 && this.#server !== null && this.data !== null)
      ready.push({ label: () => `${name} → ${kindOf(this.toServer[0])}`, run: () => this.#arriveAtServer() });
    if (this.toClient.length > 0 && !isAsleep)
      ready.push({ label: () => `${name} ← ${kindOf(this.toClient[0])}`, run: () => this.#arriveAtClient() });
  }

  /** The connection breaks, and both ends notice. */
  cut(): void {
    this.toServer.length = 0;
    this.toClient.length = 0;
    this.#post(this.toServer, { close: NO_GOODBYE });
    if (this.#client !== "over") this.#post(this.toClient, { close: NO_GOODBYE });
  }

  fallSilent(): void {
    this.isHalfOpen = true;
    this.toServer.length = 0;
    this.toClient.length = 0;
  }

  /** The client's process is no more. The server hears of it unless nothing gets through. */
  clientDied(): void {
    this.#client = "over";
    this.toClient.length = 0;
    this.#post(this.toServer, { close: NO_GOODBYE });
  }

  /** The server's process is no more. */
  serverDied(): void {
    this.#server = null;
    this.toServer.length = 0;
    this.#post(this.toClient, { close: NO_GOODBYE });
  }

  /** What the server has said is lost on the way; that it is gone is not. */
  loseFrames(): void {
    const closes = this.toClient.filter((parcel) => "close" in parcel);
    this.toClient.splice(0, this.toClient.length, ...closes);
  }

  /** By the server. */
  send(frame: string): void {
    if (this.#server === null) return;
    const parsed = JSON.parse(frame) as { type: string };
    this.#line.observer.told(this.#line.device, { text: frame, value: parsed });
    if (parsed.type === "reply" && this.#isAcknowledgementLost(parsed as ReplyFrame)) return;
    this.#post(this.toClient, { frame });
  }

  /** By the server. */
  close(code: number): void {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    this.toServer.length = 0;
    this.#post(this.toClient, { close: code });
    server.socketClosed(this, code);
  }

  bufferedBytes(): number {
    return this.toClient.reduce((bytes, parcel) => bytes + ("frame" in parcel ? parcel.frame.length : 0), 0);
  }

  #post(queue: Parcel[], parcel: Parcel): void {
    if (!this.isHalfOpen) queue.push(parcel);
  }

  #isAcknowledgementLost(reply: ReplyFrame): boolean {
    const command = this.#asked.get(reply.id);
    this.#asked.delete(reply.id);
    if (command === undefined) return false;
    this.#line.observer.replied(this.#line.device, command, reply);
    return this.#line.loses(command);
  }

  #connect(): void {
    this.#client = "waiting";
    const server = this.#line.webSocket === "open" ? this.#line.server() : null;
    if (server === null) return this.#post(this.toClient, { close: NO_GOODBYE });
    this.#server = server;
    void server.upgrade(this, this.#headers).then((isOpen) => {
      if (isOpen && this.#client === "waiting") this.toClient.unshift({ frame: "" });
      else if (!isOpen) this.serverDied();
    });
  }

  #arriveAtServer(): void {
    const parcel = this.toServer[0];
    const server = this.#server;
    if (server === null || parcel === undefined) return;
    this.toServer.shift();
    if ("close" in parcel) {
      this.#server = null;
      return server.socketClosed(this, parcel.close);
    }
    const { id, command } = JSON.parse(parcel.frame) as ClientRequest;
    this.#asked.set(id, command);
    this.#line.observer.asked(this.#line.device, command);
    server.socketHears(this, parcel.frame);
  }

  #arriveAtClient(): void {
    const parcel = this.toClient.shift();
    if (parcel === undefined || this.#client === "over") return;
    if ("close" in parcel) {
      this.#client = "over";
      this.client.onclose?.({ code: parcel.close });
    } else if (this.#client === "waiting") {
      this.#client = "open";
      this.client.onopen?.();
    } else this.client.onmessage?.({ data: parcel.frame });
  }
}

function kindOf(parcel: Parcel | undefined): string {
  if (parcel === undefined || "close" in parcel) return `close ${parcel?.close}`;
  if (parcel.frame === "") return "open";
  const frame = JSON.parse(parcel.frame) as { type?: string; command?: Command; event?: { type: string } };
  return frame.command?.type ?? frame.event?.type ?? frame.type ?? "";
}
