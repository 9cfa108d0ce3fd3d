import { HEARTBEAT_MS, MAX_SILENCE_MS } from "@encrptalk/protocol";
import { Alarm, type Clock } from "../clock.ts";

const TICK_MS = 5_000;
/** How long a doubtful connection has to prove itself. */
const PROBE_WITHIN_MS = 4_000;

/** Watches over an open connection, and says when it is not one any more. */
export class Liveness {
  readonly #clock: Clock;
  readonly #probe: () => void;
  readonly #dead: () => void;
  readonly #tick: Alarm;
  readonly #proof: Alarm;
  #heardAt = 0;

  /** `probe` asks the server for any answer; `dead` is called once, and ends the watch. */
  constructor(clock: Clock, probe: () => void, dead: () => void) {
    this.#clock = clock;
    this.#probe = probe;
    this.#dead = dead;
    this.#tick = new Alarm(clock);
    this.#proof = new Alarm(clock);
  }

  start(): void {
    this.heard();
    this.#watch();
  }

  heard(): void {
    this.#heardAt = this.#clock.now();
    this.#proof.clear();
  }

  /** Something speaks against the connection: an answer must come soon. */
  doubt(): void {
    if (!this.#tick.isSet || this.#proof.isSet) return;
    this.#proof.set(PROBE_WITHIN_MS, () => this.#die());
    this.#probe();
  }

  stop(): void {
    this.#tick.clear();
    this.#proof.clear();
  }

  #watch(): void {
    const dueAt = this.#clock.now() + TICK_MS;
    this.#tick.set(TICK_MS, () => {
      const now = this.#clock.now();
      // Asleep meanwhile, or the clock was set: how long nothing was heard cannot be told by it.
      const hasJumped = Math.abs(now - dueAt) > HEARTBEAT_MS;
      if (!hasJumped && now - this.#heardAt > MAX_SILENCE_MS) return this.#die();
      this.#watch();
      if (hasJumped) this.doubt();
    });
  }

  #die(): void {
    this.stop();
    this.#dead();
  }
}
