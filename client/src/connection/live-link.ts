import { mayReturn, ProtocolError } from "@encrptalk/protocol";
import { Alarm, type Clock } from "../clock.ts";
import type { CatchUp } from "../sync/catch-up.ts";
import { type PushedFrame, type WebSocketOptions, WebSocketTransport } from "../transport/web-socket.ts";
import type { StopReason } from "./connection-state.ts";
import { Liveness } from "./liveness.ts";
import { reasonOfCloseCode, reasonOfError } from "./stop-reason.ts";

/** How long opening may take. */
const OPEN_WITHIN_MS = 10_000;

export type LinkEnd =
  /** `returnAfterMs`: when the server asked not to come back sooner. */
  | { readonly kind: "lost"; readonly returnAfterMs: number | null }
  | { readonly kind: "stopped"; readonly reason: StopReason };

export interface LinkEvents {
  /** Open, and what was missed has been applied. */
  live(): void;
  /** Once, unless `close()` was called. */
  ended(end: LinkEnd): void;
}

/** One WebSocket and what is done on it: open, catch up, hear, keep alive. */
export class LiveLink {
  readonly transport: WebSocketTransport;
  readonly #catchUp: CatchUp;
  readonly #events: LinkEvents;
  readonly #liveness: Liveness;
  readonly #opening: Alarm;
  #returnAfterMs: number | null = null;
  #isOpen = false;
  #over = false;

  constructor(options: WebSocketOptions & { catchUp: CatchUp }, events: LinkEvents) {
    const clock: Clock = options.clock;
    this.#catchUp = options.catchUp;
    this.#events = events;
    this.#opening = new Alarm(clock);
    this.#liveness = new Liveness(
      clock,
      () => this.#beat(),
      () => this.drop(),
    );
    this.transport = new WebSocketTransport(options, {
      opened: () => this.#opened(),
      heard: () => this.#liveness.heard(),
      received: (frame) => this.#received(frame),
      late: () => this.doubt(),
      closed: (code) => this.#closed(code),
    });
    this.#opening.set(OPEN_WITHIN_MS, () => this.drop());
  }

  /** Whether it hears already, live or still catching up. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Makes sure that it still works, and ends it if not. */
  doubt(): void {
    this.#liveness.doubt();
  }

  /** Ends it as lost. */
  drop(returnAfterMs: number | null = null): void {
    this.#end({ kind: "lost", returnAfterMs: this.#returnAfterMs ?? returnAfterMs });
  }

  /** Ends it without a word. */
  close(): void {
    this.#over = true;
    this.#isOpen = false;
    this.#opening.clear();
    this.#liveness.stop();
    this.transport.close();
  }

  async #opened(): Promise<void> {
    this.#isOpen = true;
    this.#opening.clear();
    this.#liveness.start();
    this.#catchUp.begin();
    try {
      await this.#catchUp.sync(this.transport);
    } catch (error) {
      return this.fail(error);
    }
    if (!this.#over) this.#events.live();
  }

  /** Ends it because a sync was refused or got lost. */
  fail(error: unknown): void {
    const reason = reasonOfError(error);
    if (reason !== null) return this.#end({ kind: "stopped", reason });
    this.drop(error instanceof ProtocolError ? (error.details.retryAfterMs ?? null) : null);
  }

  #received(frame: PushedFrame): void {
    switch (frame.type) {
      case "beat":
        this.#beat();
        return this.#catchUp.compare(frame);
      case "draining":
        this.#returnAfterMs = frame.returnAfterMs;
        return;
      case "error":
        // Nobody's reply; when it matters the server closes, and the close code says why.
        return;
      default:
        this.#catchUp.receive(frame);
    }
  }

  /** The reply is only of use as a sign of life. */
  #beat(): void {
    this.transport.request({ type: "beat" }).catch(() => {});
  }

  #closed(code: number): void {
    if (mayReturn(code)) this.drop();
    else this.#end({ kind: "stopped", reason: reasonOfCloseCode(code) });
  }

  #end(end: LinkEnd): void {
    if (this.#over) return;
    this.close();
    this.#events.ended(end);
  }
}
