import type { MessageId } from "@encrptalk/protocol";
import type { OutboxItem } from "../outbox/outbox-item.ts";
import type { KeptMessages } from "./browser-outbox.ts";
import type { Database } from "./database.ts";

/** Keeps unsent messages across reloads, for all tabs of this browser. */
export class IndexedDbOutbox implements KeptMessages {
  readonly #database: Database;
  readonly #locks: LockManager | undefined;

  constructor(database: Database, locks: LockManager | undefined) {
    this.#database = database;
    this.#locks = locks;
  }

  async list(): Promise<readonly OutboxItem[]> {
    const items = await this.#database.getAll("outbox");
    return items.sort((a, b) => a.createdAt - b.createdAt);
  }

  async put(item: OutboxItem): Promise<void> {
    await this.#database.put("outbox", item);
  }

  async remove(messageId: MessageId): Promise<void> {
    await this.#database.delete("outbox", messageId);
  }

  acquire(signal: AbortSignal): Promise<() => void> {
    const locks = this.#locks;
    if (locks === undefined) return Promise.resolve(() => {});
    return new Promise((resolve, reject) => {
      const holding = locks.request(
        this.#database.name,
        { signal },
        () => new Promise<void>((release) => resolve(() => release())),
      );
      holding.catch(reject);
    });
  }
}
