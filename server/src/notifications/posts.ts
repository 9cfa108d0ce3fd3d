/** Work with the outside, so much at once, and one piece at a time for each key. */
export class Posts {
  readonly #atOnce: number;
  readonly #waiting: { key: string; work: () => Promise<void> }[] = [];
  /** Waiting and under way. */
  readonly #keys = new Set<string>();
  #underWay = 0;
  #idle: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** `work` must not reject. */
  add(key: string, work: () => Promise<void>): void {
    this.#keys.add(key);
    this.#waiting.push({ key, work });
    this.#next();
  }

  /** Resolves when nothing waits or is under way. */
  idle(): Promise<void> {
    return this.#keys.size === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#idle.push(resolve);
        });
  }

  /** Drops what waits. */
  stop(): void {
    for (const { key } of this.#waiting.splice(0)) this.#keys.delete(key);
  }

  #next(): void {
    const next = this.#underWay < this.#atOnce ? this.#waiting.shift() : undefined;
    if (!next) return;
    this.#underWay += 1;
    void next.work().finally(() => {
      this.#underWay -= 1;
      this.#keys.delete(next.key);
      this.#next();
      if (this.#keys.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
    });
  }
}
