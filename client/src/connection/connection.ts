import type { Command } from "@encrptalk/protocol";
import { between, fullJitter } from "../backoff.ts";
import { Alarm, type Clock } from "../clock.ts";
import { NetworkError } from "../network-error.ts";
import { Cell } from "../observable.ts";
import type { CatchUp } from "../sync/catch-up.ts";
import type { HttpTransport } from "../transport/http-transport.ts";
import type { Transport } from "../transport/transport.ts";
import type { WebSocketOptions } from "../transport/web-socket.ts";
import type { AnyResultOf } from "../wire/result.ts";
import { type ConnectionState, isConnected, type StopReason } from "./connection-state.ts";
import { type LinkEnd, LiveLink } from "./live-link.ts";
import { PollLoop } from "./poll-loop.ts";
import { reasonOfError } from "./stop-reason.ts";

const BACKOFF = { baseMs: 2_000, mostMs: 10_000 };
/** While not live, WebSocket is tried again within this time. */
const BACKGROUND_MS = { least: 30_000, most: 60_000 };
/** Whoever knows nothing yet does not wait longer for WebSocket: what there is to see comes over HTTP meanwhile. */
const FIRST_WITHIN_MS = 3_000;
const nextAttempt = { 1: 2, 2: 3, 3: null } as const;

export interface ConnectionOptions extends WebSocketOptions {
  readonly http: HttpTransport;
  readonly catchUp: CatchUp;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Whether and how the server can be reached, as one state at a time, and what is done about it. */
export class Connection implements Transport {
  readonly state = new Cell<ConnectionState>({ status: "connecting" });
  readonly #options: ConnectionOptions;
  readonly #polls: PollLoop;
  readonly #retry: Alarm;
  readonly #first: Alarm;
  #link: LiveLink | null = null;
  /** What polls say of the connection counts only when WebSocket has been tried often enough. */
  #isTried = false;
  /** Set as long as the server has asked not to come back. */
  readonly #patience: Alarm;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#retry = new Alarm(options.clock);
    this.#first = new Alarm(options.clock);
    this.#patience = new Alarm(options.clock);
    this.#polls = new PollLoop(options, {
      worked: () => this.#pollWorked(),
      failed: (error) => this.#pollFailed(error),
    });
  }

  start(): void {
    this.#isTried = false;
    this.state.set({ status: "connecting" });
    this.#first.set(FIRST_WITHIN_MS, () => this.#polls.start());
    this.#open();
  }

  /** Over WebSocket when that is live, else over HTTP. */
  async request<C extends Command>(command: C): Promise<AnyResultOf<C["type"]>> {
    if (this.state.get().status === "stopped") throw new NetworkError("connection-lost");
    try {
      return await this.#transport.request(command);
    } catch (error) {
      const reason = reasonOfError(error);
      if (reason !== null) this.stop(reason);
      throw error;
    }
  }

  /** Catches up in the middle of a connection. A live one that cannot is not live; without one, the next one does. */
  async resync(): Promise<void> {
    if (!isConnected(this.state.get())) return;
    // A WebSocket follows only what is named on it: from its opening on, over HTTP would be in vain.
    const link = this.#link?.isOpen ? this.#link : null;
    try {
      await this.#options.catchUp.sync(link?.transport ?? this.#options.http);
      if (link === null) this.#polls.renew();
    } catch (error) {
      const reason = reasonOfError(error);
      if (reason !== null) this.stop(reason);
      else link?.fail(error);
    }
  }

  tryNow(): void {
    this.#patience.clear();
    const state = this.state.get();
    if (state.status === "stopped" && state.reason === "too-many-connections") return this.start();
    if (state.status === "limited" || state.status === "offline")
      this.state.set({ status: state.status, trying: true });
    this.reconsider();
  }

  /** Something has changed for the better, perhaps: checks a live connection, tries a lost one at once. */
  reconsider(): void {
    const { clock } = this.#options;
    const state = this.state.get();
    if (state.status === "stopped" || this.#patience.isSet) return;
    if (this.#link !== null) return this.#link.doubt();
    if (state.status === "reconnecting") this.state.set({ ...state, retryAt: clock.now() });
    if (state.status === "offline") this.#polls.hurry();
    this.#open();
  }

  /** Something has changed for the worse, perhaps: checks a live connection. */
  doubt(): void {
    this.#link?.doubt();
  }

  stop(reason: StopReason): void {
    if (this.state.get().status === "stopped") return;
    this.#retry.clear();
    this.#first.clear();
    this.#patience.clear();
    this.#polls.stop();
    this.#link?.close();
    this.#link = null;
    this.state.set({ status: "stopped", reason });
  }

  get #transport(): Transport {
    const isLive = this.state.get().status === "live";
    return isLive && this.#link !== null ? this.#link.transport : this.#options.http;
  }

  #open(): void {
    this.#retry.clear();
    this.#link = new LiveLink(this.#options, {
      live: () => {
        this.#polls.stop();
        this.#first.clear();
        this.#retry.clear();
        this.#isTried = false;
        this.state.set({ status: "live" });
      },
      ended: (end) => this.#ended(end),
    });
  }

  #ended(end: LinkEnd): void {
    this.#link = null;
    if (end.kind === "stopped") return this.stop(end.reason);
    if (end.returnAfterMs !== null) this.#patience.set(end.returnAfterMs, () => {});
    const state = this.state.get();
    switch (state.status) {
      case "connecting":
        this.#first.clear();
        if (end.returnAfterMs === null) this.#polls.start();
        return this.#reconnect(1, end.returnAfterMs);
      case "live":
        return this.#reconnect(1, end.returnAfterMs);
      case "reconnecting": {
        const next = nextAttempt[state.attempt];
        if (next !== null) return this.#reconnect(next, end.returnAfterMs);
        this.#isTried = true;
        if (this.#polls.works) this.#pollWorked();
        else this.#polls.start();
        return this.#tryInBackground();
      }
      case "limited":
      case "offline":
        this.state.set({ status: state.status, trying: false });
        return this.#tryInBackground();
      case "stopped":
        return;
    }
  }

  #reconnect(attempt: 1 | 2 | 3, returnAfterMs: number | null): void {
    const { clock, random } = this.#options;
    const delayMs = returnAfterMs ?? fullJitter(attempt, BACKOFF.baseMs, BACKOFF.mostMs, random);
    this.state.set({ status: "reconnecting", attempt, of: 3, retryAt: clock.now() + delayMs });
    this.#retry.set(delayMs, () => this.#open());
  }

  #tryInBackground(): void {
    const { random } = this.#options;
    this.#retry.set(between(BACKGROUND_MS.least, BACKGROUND_MS.most, random), () => this.#open());
  }

  #pollWorked(): void {
    const state = this.state.get();
    if (!this.#isTried || state.status === "limited") return;
    const wasOffline = state.status === "offline";
    this.state.set({ status: "limited", trying: state.status === "offline" && state.trying });
    if (wasOffline && this.#link === null) this.#open();
  }

  #pollFailed(error: unknown): void {
    const reason = reasonOfError(error);
    if (reason !== null) return this.stop(reason);
    const state = this.state.get();
    if (!this.#isTried || state.status === "offline") return;
    this.state.set({ status: "offline", trying: state.status === "limited" && state.trying });
  }
}
