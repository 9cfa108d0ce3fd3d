import type { MessageId } from "@encrptalk/protocol";
import type { OutboxItem } from "../outbox/outbox-item.ts";
import type { OutboxStorage } from "../outbox/outbox-storage.ts";
import type { Database } from "./database.ts";
import type { TabChannel } from "./tab-channel.ts";

export interface TabOptions {
  /** Of the database, the channel and the lock. */
  readonly name: string;
  readonly channel: TabChannel;
  readonly locks: LockManager | undefined;
}

/** Keeps unsent messages across reloads, for all tabs of this browser. */
export class IndexedDbOutbox implements OutboxStorage {
  readonly #database: Database;
  readonly #options: TabOptions;

  constructor(database: Database, options: TabOptions) {
    this.#database = database;
    this.#options = options;
  }

  async list(): Promise<readonly OutboxItem[]> {
    const items = await this.#database.getAll("outbox");
    return items.sort((a, b) => a.createdAt - b.createdAt);
  }

  async put(item: OutboxItem): Promise<void> {
    await this.#database.put("outbox", item);
    this.#options.channel.changed();
  }

  async remove(messageId: MessageId): Promise<void> {
    await this.#database.delete("outbox", messageId);
    this.#options.channel.changed();
  }

  subscribe(listener: () => void): () => void {
    return this.#options.channel.onChanged(listener);
  }

  onWiped(listener: () => void): () => void {
    return this.#options.channel.onWiped(listener);
  }

  acquire(signal: AbortSignal): Promise<() => void> {
    const { locks, name } = this.#options;
    if (locks === undefined) return Promise.resolve(() => {});
    return new Promise((resolve, reject) => {
      const holding = locks.request(
        name,
        { signal },
        () => new Promise<void>((release) => resolve(() => release())),
      );
      holding.catch(reject);
    });
  }
}
