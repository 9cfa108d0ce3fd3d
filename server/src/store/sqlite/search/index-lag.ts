import type { Position } from "@encrptalk/protocol";

/** Commits of so long a time wait as one. */
const STRETCH_MS = 100;
const MOST_STRETCHES = 6_000;

interface Stretch {
  /** Of its last commit. */
  position: Position;
  since: number;
}

/** How long what was committed has waited for the index. */
export class IndexLag {
  /** What is not in the index yet, the oldest first. */
  readonly #waiting: Stretch[] = [];

  committed(position: Position): void {
    const latest = this.#waiting.at(-1);
    const now = performance.now();
    if (latest && (now - latest.since < STRETCH_MS || this.#waiting.length >= MOST_STRETCHES))
      latest.position = position;
    else this.#waiting.push({ position, since: now });
  }

  /** What is missing after a start has waited since then. */
  indexed(upTo: Position, head: Position): void {
    for (let oldest = this.#waiting[0]; oldest && oldest.position <= upTo; oldest = this.#waiting[0])
      this.#waiting.shift();
    if (upTo < head && this.#waiting.length === 0) this.committed(head);
  }

  /** Of the oldest; 0 when nothing waits. Too long by no more than STRETCH_MS. */
  ms(): number {
    const oldest = this.#waiting[0];
    return oldest ? performance.now() - oldest.since : 0;
  }
}
