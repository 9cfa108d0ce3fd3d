import type { Position, Timestamp } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";

const EVERY_MS = 1_000;
/** Longer than a connection can be dead without anybody noticing. */
const KEEP_MS = 120_000;

/** How far the history was at a moment of the last two minutes. */
export class Progress {
  readonly #clock: Clock;
  #samples: { at: Timestamp; position: Position }[] = [];
  /** Before the first sample. */
  #base: Position;
  #last: { at: Timestamp; position: Position };

  constructor(clock: Clock, position: Position) {
    this.#clock = clock;
    this.#base = position;
    this.#last = { at: Number.NEGATIVE_INFINITY, position };
  }

  note(position: Position): void {
    const at = this.#clock.now();
    this.#last = { at, position };
    const newest = this.#samples.at(-1);
    if (newest && at >= newest.at && at - newest.at < EVERY_MS) return;
    this.#samples.push({ at, position });
    while (this.#samples[0] && this.#samples[0].at < at - KEEP_MS)
      this.#base = this.#samples.shift()?.position ?? this.#base;
  }

  get latest(): Position {
    return this.#last.position;
  }

  /** Never past what was committed by then; behind it by a second's commits at most. */
  at(time: Timestamp): Position {
    if (time > this.#last.at) return this.#last.position;
    return this.#samples.findLast(({ at }) => at < time)?.position ?? this.#base;
  }
}
