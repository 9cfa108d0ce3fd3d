/** Of one kind; one fault often has thousands of faces. */
const MOST_SENTENCES = 10;

/** What is wrong, in sentences, not more than a person reads. */
export class Findings {
  readonly #found = new Map<string, string[]>();

  /** `kind`: what several sentences have in common. */
  add(kind: string, sentence: string): void {
    const sentences = this.#found.get(kind) ?? [];
    sentences.push(sentence);
    this.#found.set(kind, sentences);
  }

  /** As `add`, for each of them. */
  addAll<T>(kind: string, rows: readonly T[], sentence: (row: T) => string): void {
    for (const row of rows) this.add(kind, sentence(row));
  }

  get sentences(): string[] {
    return [...this.#found].flatMap(([kind, sentences]) =>
      sentences.length <= MOST_SENTENCES
        ? sentences
        : [
            ...sentences.slice(0, MOST_SENTENCES),
            `… and ${sentences.length - MOST_SENTENCES} more of the same kind (${kind}).`,
          ],
    );
  }
}
