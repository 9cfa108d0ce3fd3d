/** Chance that repeats itself: the same seed gives the same numbers (sfc32, Chris Doty-Humphrey, PractRand). */
export class Random {
  readonly #state = new Uint32Array(4);

  constructor(seed: number) {
    this.#state.set([seed >>> 0, Math.floor(seed / 2 ** 32), 0x9e3779b9, 1]);
    for (let round = 0; round < 15; round++) this.next();
  }

  /** 0 ≤ x < 1. */
  readonly next = (): number => {
    const [a = 0, b = 0, c = 0, counter = 0] = this.#state;
    const sum = (a + b + counter) >>> 0;
    this.#state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + sum, counter + 1]);
    return sum / 2 ** 32;
  };

  /** A whole number from 0 to `below`, which is not reached. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in so many of a hundred cases. */
  percent(cases: number): boolean {
    return this.next() * 100 < cases;
  }

  /** `undefined` only of nothing. */
  pick<T>(all: readonly T[]): T | undefined {
    return all[this.below(all.length)];
  }
}
