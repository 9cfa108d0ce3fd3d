import type { Timestamp } from "@encrptalk/protocol";
import { type Clock, systemClock } from "../clock.ts";

/** Stands at the moment that is being told of. */
export class PastClock implements Clock {
  #now: Timestamp;

  constructor(now: Timestamp) {
    this.#now = now;
  }

  turnTo(time: Timestamp): void {
    this.#now = time;
  }

  now(): Timestamp {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    return systemClock.after(ms, run);
  }
}
