import { CLOSE, ProtocolError, type ServerFrame } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { encode } from "../encoded.ts";
import { type EndReason, isEphemeral, type Listener, type Topic } from "../live/hub.ts";
import { TokenBucket } from "../token-bucket.ts";
import { answer, refuse } from "./answer.ts";
import { attach, detach } from "./attach.ts";
import type { Gateway } from "./gateway.ts";
import { parseRequest, parseRequestId } from "./parse.ts";

/** What a connection needs of the socket below it. */
export interface Socket {
  send(frame: string): void;
  close(code: number, reason: string): void;
  subscribe(topic: Topic): void;
  unsubscribe(topic: Topic): void;
  /** What it is subscribed to. */
  topics(): readonly Topic[];
  /** Bytes that the peer has not taken yet. */
  bufferedBytes(): number;
}

const MOST_UNANSWERED_BEATS = 2;
/** Past this, what may be dropped is dropped. */
const LAGGING_BYTES = 64 * 1024;
/** Past this, a connection whose backlog does not shrink ends; the client comes back and catches up. */
const SLOW_CONSUMER_BYTES = 192 * 1024;
/** Past this, the socket is cut at once. Holds the events of one sync, so that a slow link gets them all the same. */
export const MOST_BUFFERED_BYTES = 512 * 1024;

/** One signed-in WebSocket: frames in, replies and feeds out. Knows nothing of Bun. */
export class Connection implements Listener {
  readonly #rate: TokenBucket;
  #heardAt: number;
  /** Counted, not measured: a clock that is set, or a process that stood still, says nothing of the peer. */
  #beatsUnanswered = 0;
  /** What may be dropped and is, until the peer has caught up; `null`: it keeps up. */
  #withheld: Set<Topic> | null = null;
  /** Bytes that waited at the last look. */
  #waiting = 0;
  /** Looks in a row at a large backlog that did not shrink. */
  #stuckLooks = 0;
  #open = true;

  constructor(
    readonly gateway: Gateway,
    readonly socket: Socket,
    readonly actor: Actor,
  ) {
    this.#rate = new TokenBucket(gateway.rates.connection, gateway.clock);
    this.#heardAt = gateway.clock.now();
  }

  get accountId() {
    return this.actor.accountId;
  }

  get deviceId() {
    return this.actor.deviceId;
  }

  get role() {
    return this.actor.role;
  }

  opened(): void {
    attach(this.gateway, this);
  }

  /** The socket is no more. `isGoodbye`: the peer said so itself, so that it was there until now. */
  closed(isGoodbye = false): void {
    if (!this.#open) return;
    this.#open = false;
    const { metrics } = this.gateway;
    if (metrics.slowReaders.delete(this) && !isGoodbye) metrics.slowReadersDropped.add();
    if (isGoodbye) this.#heardAt = this.gateway.clock.now();
    detach(this.gateway, this, this.#heardAt);
  }

  close(code: number, reason: string): void {
    // First: closing the socket says that it is closed, and not because the peer said goodbye.
    this.closed();
    this.socket.close(code, reason);
  }

  /** One frame from the client; a binary one is as good as an empty one. Never rejects. */
  async receive(text: string): Promise<void> {
    this.#heardAt = this.gateway.clock.now();
    this.#beatsUnanswered = 0;
    // Before it is read: reading a frame may cost more than making it.
    const waitMs = this.#rate.take() || this.gateway.accountRates.take(this.accountId);
    if (waitMs > 0) return this.#refuse(text, waitMs);
    const parsed = parseRequest(text);
    if (!parsed.ok && parsed.id === null) return this.#unreadable(parsed.error);
    const { reply } = await answer(this.gateway, this.actor, parsed, this);
    this.#send(reply);
  }

  /** A ping or a pong of the peer's own making, which costs as much as a command; nobody here asks for one. */
  pinged(): void {
    if (this.gateway.refusals.take(this.deviceId) > 0) this.close(CLOSE.flooding, "too many pings");
  }

  beat(): void {
    if (this.#beatsUnanswered >= MOST_UNANSWERED_BEATS)
      return this.close(CLOSE.heartbeatMissed, "no answer to two beats");
    this.#beatsUnanswered++;
    this.gateway.accounts.seen(this.actor);
    this.#send(this.gateway.feeds.beat(this.accountId, this.socket.topics()));
  }

  /** Keeps the server's memory flat whatever the peer does: called every second. Gives the bytes that wait. */
  shedLoad(): number {
    const waiting = this.socket.bufferedBytes();
    this.#stuckLooks = waiting > SLOW_CONSUMER_BYTES && waiting >= this.#waiting ? this.#stuckLooks + 1 : 0;
    this.#waiting = waiting;
    if (this.#stuckLooks > 1) this.close(CLOSE.slowConsumer, "reads too slowly");
    else if (waiting > LAGGING_BYTES !== (this.#withheld !== null)) this.#lag();
    return waiting;
  }

  /** Begins or ends it. */
  #lag(): void {
    const { slowReaders } = this.gateway.metrics;
    const withheld = this.#withheld;
    if (withheld) {
      this.#withheld = null;
      slowReaders.delete(this);
      for (const topic of withheld) this.socket.subscribe(topic);
    } else {
      this.#withheld = new Set(this.socket.topics().filter(isEphemeral));
      slowReaders.add(this);
      for (const topic of this.#withheld) this.socket.unsubscribe(topic);
    }
  }

  end(reason: EndReason): void {
    if (reason === "deactivated") this.close(CLOSE.deactivated, "account deactivated");
    else this.close(CLOSE.signedOut, "signed out");
  }

  drain(returnAfterMs: number): void {
    this.#send({ type: "draining", returnAfterMs });
    this.close(CLOSE.draining, "the server restarts");
  }

  /** Whether it would hear this if it kept up. */
  misses(topic: Topic): boolean {
    return this.#withheld?.has(topic) ?? false;
  }

  subscribe(topic: Topic): void {
    if (this.#withheld && isEphemeral(topic)) this.#withheld.add(topic);
    else if (this.#open) this.socket.subscribe(topic);
  }

  unsubscribe(topic: Topic): void {
    if (!this.#withheld?.delete(topic) && this.#open) this.socket.unsubscribe(topic);
  }

  #refuse(text: string, retryAfterMs: number): void {
    if (this.gateway.refusals.take(this.deviceId) > 0) return this.close(CLOSE.flooding, "too many requests");
    const id = parseRequestId(text);
    if (id === null) return this.#unreadable(new ProtocolError("malformed"));
    this.#send(refuse(this.gateway, id, null, new ProtocolError("rate-limited", { retryAfterMs })).reply);
  }

  #unreadable(error: ProtocolError): void {
    this.gateway.metrics.refused(null, error);
    this.#send({ type: "error", error: error.body });
    this.close(CLOSE.malformed, error.message);
  }

  #send(frame: ServerFrame): void {
    if (this.#open) this.socket.send(encode(frame));
  }
}
