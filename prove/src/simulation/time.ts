import type { Clock as ClientClock } from "@encrptalk/client";
import type { Clock as ServerClock } from "@encrptalk/server/simulation";

interface Due {
  readonly at: number;
  readonly run: () => void;
}

/** When the courses begin. */
export const BEGINNING = Date.UTC(2026, 0, 5, 8);

/** True time, which stands still until it is moved. What is due at the same moment happens in the order of asking. */
export class Time {
  now = BEGINNING;
  readonly #timers = new Set<Due>();

  after(ms: number, run: () => void): () => void {
    const timer: Due = { at: this.now + Math.max(0, ms), run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Moves to what is due next, if that is not after `until`, and does it. */
  step(until: number): boolean {
    let next: Due | null = null;
    for (const timer of this.#timers)
      if (timer.at <= until && (next === null || timer.at < next.at)) next = timer;
    if (next === null) {
      this.now = Math.max(this.now, until);
      return false;
    }
    this.#timers.delete(next);
    this.now = Math.max(this.now, next.at);
    next.run();
    return true;
  }
}

/** Time as one process sees it: its clock may be wrong and jump, the process may sleep, and it dies with its timers. */
export class ProcessClock implements ServerClock, ClientClock {
  /** How far its clock is off, in milliseconds. Time-outs do not follow the clock. */
  skew = 0;
  readonly #time: Time;
  #isDead = false;
  /** What fell due while the process slept; `null`: it is awake. */
  #overdue: (() => void)[] | null = null;

  constructor(time: Time) {
    this.#time = time;
  }

  get isAsleep(): boolean {
    return this.#overdue !== null;
  }

  readonly now = (): number => this.#time.now + this.skew;

  readonly after = (ms: number, run: () => void): (() => void) => {
    let isCancelled = false;
    const cancel = this.#time.after(ms, () => {
      if (this.#overdue !== null) this.#overdue.push(() => !isCancelled && run());
      else if (!this.#isDead) run();
    });
    return () => {
      isCancelled = true;
      cancel();
    };
  };

  readonly setTimeout = (run: () => void, delayMs: number): object => ({ cancel: this.after(delayMs, run) });

  readonly clearTimeout = (timer: number | object): void => (timer as { cancel: () => void }).cancel();

  sleep(): void {
    this.#overdue ??= [];
  }

  wake(): void {
    const overdue = this.#overdue ?? [];
    this.#overdue = null;
    for (const run of overdue) if (!this.#isDead) run();
  }

  die(): void {
    this.#isDead = true;
    this.#overdue = null;
  }
}
