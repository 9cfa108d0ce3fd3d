import { MAX_POLL_WAIT_MS, ProtocolError } from "@encrptalk/protocol";
import { between } from "../backoff.ts";
import { Alarm, type Clock, since } from "../clock.ts";
import type { CatchUp } from "../sync/catch-up.ts";
import type { HttpTransport } from "../transport/http-transport.ts";

/** Polls begin at least this far apart: in a busy room they come in bunches. */
const SPACING_MS = 250;
/** An answer that does not wait for news is long in coming after this time. */
const LATE_AFTER_MS = 4_000;
const AGAIN_AFTER_MS = { least: 8_000, most: 12_000 };

export interface PollEvents {
  /** News, or the news that there are none, have been applied. */
  worked(): void;
  /** It is tried again about every 10 s. */
  failed(error: unknown): void;
}

export interface PollOptions {
  readonly http: HttpTransport;
  readonly catchUp: CatchUp;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Receiving over HTTP, as long as it is started. */
export class PollLoop {
  readonly #options: PollOptions;
  readonly #events: PollEvents;
  readonly #next: Alarm;
  #cancel: AbortController | null = null;
  #startedAt = 0;
  /** The first poll only asks whether the way is open. */
  #waitMs = 0;

  constructor(options: PollOptions, events: PollEvents) {
    this.#options = options;
    this.#events = events;
    this.#next = new Alarm(options.clock);
  }

  /** Whether the last poll came back. */
  get works(): boolean {
    return this.#waitMs > 0;
  }

  /** Begins, or, between two polls, polls at once. */
  start(): void {
    if (this.#cancel !== null) return;
    this.#next.clear();
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#startedAt = this.#options.clock.now();
    this.#poll(cancel).catch((error) => {
      if (cancel.signal.aborted) return;
      this.#cancel = null;
      this.#failed(error);
    });
  }

  /** The way may be open again: polls at once, also when the last one has got lost on it and nobody has said so. */
  hurry(): void {
    const isLate = since(this.#options.clock, this.#startedAt) > LATE_AFTER_MS;
    if (this.#cancel !== null && isLate) this.renew();
    else this.start();
  }

  /** A poll that waits asks for news of what was known when it began: another one takes its place. */
  renew(): void {
    if (this.#cancel === null) return;
    this.#cancel.abort();
    this.#cancel = null;
    this.start();
  }

  stop(): void {
    this.#cancel?.abort();
    this.#cancel = null;
    this.#next.clear();
    this.#waitMs = 0;
  }

  async #poll(cancel: AbortController): Promise<void> {
    const { http, catchUp, clock } = this.#options;
    const question = catchUp.question();
    const polled = await http.poll(question, this.#waitMs, cancel.signal);
    if (cancel.signal.aborted) return;
    catchUp.applyPolled(question, polled);
    this.#cancel = null;
    this.#waitMs = MAX_POLL_WAIT_MS;
    this.#next.set(Math.max(0, SPACING_MS - since(clock, this.#startedAt)), () => this.start());
    this.#events.worked();
  }

  #failed(error: unknown): void {
    const { random } = this.#options;
    const asked = error instanceof ProtocolError ? error.details.retryAfterMs : undefined;
    this.#next.set(asked ?? between(AGAIN_AFTER_MS.least, AGAIN_AFTER_MS.most, random), () => this.start());
    // Too many requests are no sign of a lost connection.
    if (error instanceof ProtocolError && error.code === "rate-limited") return;
    this.#waitMs = 0;
    this.#events.failed(error);
  }
}
