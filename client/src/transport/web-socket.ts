import { type Command, PROTOCOL, type ReplyFrame } from "@encrptalk/protocol";
import type { Authentication } from "../api/api.ts";
import type { Clock, Timer } from "../clock.ts";
import { NetworkError } from "../network-error.ts";
import { type AnyFrame, readFrameText } from "../wire/frame.ts";
import { refusalOf } from "../wire/refusal.ts";
import { type AnyResultOf, readResult } from "../wire/result.ts";
import { requestId } from "./request-id.ts";
import type { Transport } from "./transport.ts";

/** How long a reply may take. */
const REPLY_WITHIN_MS = 10_000;
/** A reply that takes longer speaks against the connection. */
const LATE_AFTER_MS = 4_000;
/** How long catching up may take: its reply is large, and the network may be slow. */
const SYNC_WITHIN_MS = 20_000;

/** The `readyState` of a WebSocket that is open. */
const OPEN = 1;

/** Scripts can send headers with a WebSocket, browsers cannot: there the cookie says who it is. */
type WebSocketConstructor = new (
  url: string,
  options: string | { protocols: string[]; headers: Record<string, string> },
) => WebSocket;

export interface WebSocketOptions {
  readonly url: string;
  readonly authentication: Authentication;
  readonly clock: Clock;
  readonly WebSocket: typeof WebSocket;
}

export type PushedFrame = Exclude<AnyFrame, ReplyFrame>;

export interface WebSocketEvents {
  opened(): void;
  /** Anything at all has come from the server. */
  heard(): void;
  received(frame: PushedFrame): void;
  /** A reply is long in coming. */
  late(): void;
  /** Once, unless `close()` was called. `code`: of the WebSocket; 1006 when there was none. */
  closed(code: number): void;
}

interface Waiting {
  readonly settle: (reply: ReplyFrame | NetworkError) => void;
  readonly timer: Timer;
}

/** One WebSocket, from its opening to its end. */
export class WebSocketTransport implements Transport {
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #events: WebSocketEvents;
  readonly #waiting = new Map<string, Waiting>();
  #open = true;

  constructor(options: WebSocketOptions, events: WebSocketEvents) {
    this.#clock = options.clock;
    this.#events = events;
    this.#socket = connect(options);
    this.#socket.onopen = () => this.#open && events.opened();
    this.#socket.onmessage = ({ data }) => this.#receive(data);
    this.#socket.onclose = ({ code }) => this.#closed(code);
    // One that was opened before tells nobody of it any more.
    if (this.#socket.readyState === OPEN) queueMicrotask(() => this.#open && events.opened());
  }

  async request<C extends Command>(command: C): Promise<AnyResultOf<C["type"]>> {
    const reply = await this.#exchange(requestId(), command);
    if (reply instanceof NetworkError) throw reply;
    if (!reply.ok) throw refusalOf(reply.error);
    return readResult<C["type"]>(command.type, reply.result);
  }

  /** Lets go at once, without waiting for the other side. */
  close(): void {
    if (!this.#open) return;
    this.#abandon();
    this.#socket.close();
  }

  #exchange(id: string, command: Command): Promise<ReplyFrame | NetworkError> {
    if (!this.#open) return Promise.resolve(new NetworkError("connection-lost"));
    return new Promise((settle) => {
      const wait = (delayMs: number, over: () => void) =>
        this.#waiting.set(id, { settle, timer: this.#clock.setTimeout(over, delayMs) });
      const giveUp = () => this.#settle(id, new NetworkError("timeout"));
      if (command.type === "sync") wait(SYNC_WITHIN_MS, giveUp);
      else
        wait(LATE_AFTER_MS, () => {
          wait(REPLY_WITHIN_MS - LATE_AFTER_MS, giveUp);
          this.#events.late();
        });
      this.#socket.send(JSON.stringify({ id, command }));
    });
  }

  #receive(data: unknown): void {
    if (!this.#open || typeof data !== "string") return;
    this.#events.heard();
    const frame = readFrameText(data);
    if (frame === null) return;
    if (frame.type === "reply") this.#settle(frame.id, frame);
    else this.#events.received(frame);
  }

  #settle(id: string, outcome: ReplyFrame | NetworkError): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    this.#clock.clearTimeout(waiting.timer);
    waiting.settle(outcome);
  }

  #closed(code: number): void {
    if (!this.#open) return;
    this.#abandon();
    this.#events.closed(code);
  }

  #abandon(): void {
    this.#open = false;
    for (const id of [...this.#waiting.keys()]) this.#settle(id, new NetworkError("connection-lost"));
  }
}

function connect({ url, authentication, WebSocket }: WebSocketOptions): WebSocket {
  const address = new URL("/ws", url);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const Constructor = WebSocket as unknown as WebSocketConstructor;
  if (authentication.kind === "cookie") return new Constructor(address.href, PROTOCOL);
  return new Constructor(address.href, {
    protocols: [PROTOCOL],
    headers: { authorization: `Bearer ${authentication.token}` },
  });
}
