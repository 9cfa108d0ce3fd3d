/** Those who want to hear of something that happens. */
export class Listeners<T> {
  readonly #entries = new Set<(value: T) => void>();

  /** The result stops it. */
  readonly add = (listener: (value: T) => void): (() => void) => {
    const entry = (value: T) => listener(value);
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  };

  tell(value: T): void {
    for (const entry of [...this.#entries]) entry(value);
  }
}
