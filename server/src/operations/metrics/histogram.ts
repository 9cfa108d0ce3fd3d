/** From half a millisecond, which no disk flush takes less than, to what nobody would wait for. */
export const DURATION_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** How many of the values seen since the start were at most so large, for a few bounds. */
export class Histogram {
  readonly #bounds: readonly number[];
  /** Of each bucket alone; the last one is for what is above all bounds. */
  readonly #counts: number[];
  #sum = 0;

  /** `bounds`: ascending. */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = [...bounds.map(() => 0), 0];
  }

  observe(value: number): void {
    let bucket = 0;
    for (const bound of this.#bounds) {
      if (value <= bound) break;
      bucket += 1;
    }
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += value;
  }

  get sum(): number {
    return this.#sum;
  }

  /** Each bound, the last one infinite, with how many values were at most as large. */
  cumulative(): { bound: number; count: number }[] {
    let count = 0;
    return [...this.#bounds, Number.POSITIVE_INFINITY].map((bound, bucket) => {
      count += this.#counts[bucket] ?? 0;
      return { bound, count };
    });
  }
}
