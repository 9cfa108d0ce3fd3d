import type { Clock } from "../clock.ts";
import type { Mark, Store } from "../store/store.ts";

/** Marks of all rooms and people wait this long, so that a burst of reading is one transaction. */
const BATCH_MS = 100;

/** Collects receipt marks. Watermarks only move forward, so of several for one person and room the highest is enough. */
export class ReceiptBatch {
  readonly #store: Pick<Store, "markReceipts">;
  readonly #clock: Clock;
  #marks = new Map<string, Mark>();
  #flushed: Promise<void> | null = null;

  constructor(store: Pick<Store, "markReceipts">, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Resolves when the marks are on disk. */
  add(marks: readonly Mark[]): Promise<void> {
    for (const mark of marks) {
      const key = `${mark.roomId} ${mark.accountId}`;
      const waiting = this.#marks.get(key);
      this.#marks.set(key, waiting ? highest(waiting, mark) : mark);
    }
    this.#flushed ??= new Promise((resolve, reject) => {
      this.#clock.after(BATCH_MS, () => this.#flush().then(resolve, reject));
    });
    return this.#flushed;
  }

  /** Resolves when nothing is waiting any more. A failure is told to those who added the marks. */
  async flushed(): Promise<void> {
    await this.#flushed?.catch(() => {});
  }

  async #flush(): Promise<void> {
    const marks = [...this.#marks.values()];
    this.#marks = new Map();
    this.#flushed = null;
    await this.#store.markReceipts(marks);
  }
}

function highest(a: Mark, b: Mark): Mark {
  const mark: Mark = { roomId: a.roomId, accountId: a.accountId };
  const delivered = Math.max(a.delivered ?? 0, b.delivered ?? 0);
  const read = Math.max(a.read ?? 0, b.read ?? 0);
  if (delivered > 0) mark.delivered = delivered;
  if (read > 0) mark.read = read;
  return mark;
}
