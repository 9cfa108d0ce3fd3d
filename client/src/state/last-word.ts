/** Answers and what is told meanwhile come in no order: what was told after the question was asked holds. */
export class LastWord<K, V> {
  readonly #told = new Map<K, { readonly value: V; readonly at: number }>();
  #now = 0;

  /** To be noted when a question is asked. */
  get now(): number {
    return this.#now;
  }

  tell(key: K, value: V): void {
    this.#now++;
    this.#told.set(key, { value, at: this.#now });
  }

  /** What holds, when the answer to a question asked at `asked` says `value`. */
  holds(key: K, value: V, asked: number): V {
    const told = this.#told.get(key);
    return told !== undefined && told.at > asked ? told.value : value;
  }

  clear(): void {
    this.#told.clear();
  }
}
