import type { Clock, Timer } from "../clock.ts";

interface Due {
  at: number;
  readonly run: () => void;
}

/** Lets everything happen that waits for nothing but its turn. */
export async function turns(count = 8): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Time that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now = 1_700_000_000_000;
  readonly #timers = new Set<Due>();

  now(): number {
    return this.#now;
  }

  setTimeout(run: () => void, delayMs: number): Timer {
    const timer: Due = { at: this.#now + delayMs, run };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer: Timer): void {
    this.#timers.delete(timer as Due);
  }

  /** Each timer at its time, and after each what follows from it. */
  async advance(ms: number, settle: () => Promise<void> = turns): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = until;
  }

  /** The computer sleeps: time goes on, timers do not; they are late when it wakes. */
  async sleep(ms: number, settle: () => Promise<void> = turns): Promise<void> {
    this.#now += ms;
    await this.advance(0, settle);
  }

  /** Somebody sets the clock: nothing falls due earlier or later for it. */
  set(now: number): void {
    for (const timer of this.#timers) timer.at += now - this.#now;
    this.#now = now;
  }

  #next(until: number): Due | null {
    const due = [...this.#timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    return due[0] ?? null;
  }
}
