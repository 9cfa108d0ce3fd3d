import type { Position } from "@encrptalk/protocol";
import type { Indexable } from "../../store/sqlite/search/index-events.ts";
import type { Order } from "./index-talk-thread.ts";

/** Batches under way at most: more would fill the memory. */
const MOST_WAITING = 3;

/** Makes the search index of what is said while it is said, on a core of its own. */
export class TalkIndex {
  readonly #worker = new Worker(new URL("./index-talk-thread.ts", import.meta.url).href);
  readonly #waiting: { resolve(): void }[] = [];
  readonly #failed = Promise.withResolvers<never>();

  /** Resolves when the index stands there, empty. Rejects, as all else here, with what kept it from it. */
  static async open(database: string): Promise<TalkIndex> {
    const index = new TalkIndex();
    await index.#tell({ open: database });
    return index;
  }

  private constructor() {
    // Whoever waits is told; nobody may be waiting.
    this.#failed.promise.catch(() => {});
    this.#worker.onmessage = () => this.#waiting.shift()?.resolve();
    this.#worker.onerror = ({ message }) => this.#failed.reject(new Error(`indexing failed: ${message}`));
  }

  /** In the order of their positions. Resolves when more can be taken. */
  async add(messages: readonly (Indexable & { text: string })[]): Promise<void> {
    const added = this.#tell({ messages: [...messages] });
    if (this.#waiting.length >= MOST_WAITING) await added;
  }

  /** The log up to there has nothing else to index. Waits for all of it. */
  async close(reached: Position): Promise<void> {
    await this.#tell({ reached });
    this.#worker.terminate();
  }

  #tell(order: Order): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ resolve });
    this.#worker.postMessage(JSON.stringify(order));
    return Promise.race([promise, this.#failed.promise]);
  }
}
