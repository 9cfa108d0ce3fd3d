/** Values from here on fall into buckets that grow by a twentieth each: 0.05 ms to minutes in a few hundred numbers. */
const LEAST_MS = 0.05;
const GROWTH = 1.05;
const BUCKETS = 320;

/** Times in ms, however many, in the memory of a few hundred numbers. */
export class Histogram {
  readonly #counts: Uint32Array;
  #count = 0;

  constructor(counts: ArrayLike<number> = []) {
    this.#counts = new Uint32Array(BUCKETS);
    this.#counts.set(counts);
    for (const count of this.#counts) this.#count += count;
  }

  add(ms: number): void {
    const bucket = ms <= LEAST_MS ? 0 : Math.ceil(Math.log(ms / LEAST_MS) / Math.log(GROWTH));
    const at = Math.min(BUCKETS - 1, bucket);
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#count += 1;
  }

  get count(): number {
    return this.#count;
  }

  /** Such as 0.99: the time in ms below which that share lies, at most a twentieth too high; 0 of nothing. */
  percentile(share: number): number {
    let left = Math.ceil(this.#count * share);
    for (const [bucket, count] of this.#counts.entries()) {
      left -= count;
      if (left <= 0) return this.#count === 0 ? 0 : LEAST_MS * GROWTH ** bucket;
    }
    return 0;
  }

  /** For another process. */
  toJSON(): number[] {
    return [...this.#counts];
  }
}
