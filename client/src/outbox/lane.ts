import type { MessageId, SentMessage } from "@encrptalk/protocol";
import { Alarm, type Clock } from "../clock.ts";
import type { OutboxItem } from "./outbox-item.ts";
import { judge } from "./send-failure.ts";

type Sending = Extract<OutboxItem, { state: "sending" }>;

export interface LaneOptions {
  readonly deliver: (item: OutboxItem) => Promise<SentMessage>;
  readonly clock: Clock;
  readonly random: () => number;
  /** The message on its way has another state. */
  readonly changed: (item: OutboxItem) => void;
  /** The next can go. */
  readonly freed: () => void;
}

/** The way out of one room's messages: one at a time, and the next only after it. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #pause: Alarm;
  #current: MessageId | null = null;
  #tried: MessageId | null = null;
  #tries = 0;
  /** Grows when the connection is lost: what was asked on it has no outcome any more. */
  #round = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#pause = new Alarm(options.clock);
  }

  get isFree(): boolean {
    return this.#current === null && !this.#pause.isSet;
  }

  get current(): MessageId | null {
    return this.#current;
  }

  send(item: Sending): void {
    if (this.#tried !== item.messageId) this.#tries = 0;
    this.#tried = item.messageId;
    this.#current = item.messageId;
    this.#options.changed(item);
    const round = this.#round;
    this.#options.deliver(item).then(
      (sent) => this.#sent(item, sent),
      (error) => this.#failed(item, error, round),
    );
  }

  /** The connection is lost. What is on its way is over when its request says so. */
  reset(): void {
    this.#pause.clear();
    this.#round++;
    this.#tries = 0;
  }

  #sent(item: Sending, sent: SentMessage): void {
    this.#current = null;
    this.#options.changed({ ...item, state: "sent", ...sent });
    this.#options.freed();
  }

  #failed(item: Sending, error: unknown, round: number): void {
    this.#current = null;
    const verdict = judge(error, this.#tries + 1, this.#options.random);
    if (verdict.kind === "failed") {
      this.#tried = null;
      this.#options.changed({ ...item, state: "failed", error: verdict.error });
      return this.#options.freed();
    }
    this.#options.changed({ ...item, state: "queued" });
    // On another connection nothing is to be waited for.
    if (round !== this.#round) return this.#options.freed();
    if (verdict.counts) this.#tries++;
    this.#pause.set(verdict.afterMs, this.#options.freed);
  }
}
