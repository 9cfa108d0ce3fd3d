/** How often something happened since the start. */
export class Counter {
  value = 0;

  add(by = 1): void {
    this.value += by;
  }
}

const OTHER = "other";

/**
 * How often each of a few things happened since the start. What is none of them counts as `other`, so that nothing that
 * a peer makes up becomes a time series.
 */
export class Counters {
  readonly #values: Map<string, number>;

  constructor(keys: readonly string[]) {
    this.#values = new Map(keys.map((key) => [key, 0]));
  }

  add(key: string, by = 1): void {
    const known = this.#values.get(key);
    if (known !== undefined) this.#values.set(key, known + by);
    else this.#values.set(OTHER, (this.#values.get(OTHER) ?? 0) + by);
  }

  get total(): number {
    let total = 0;
    for (const value of this.#values.values()) total += value;
    return total;
  }

  entries(): Iterable<[key: string, value: number]> {
    return this.#values.entries();
  }
}
