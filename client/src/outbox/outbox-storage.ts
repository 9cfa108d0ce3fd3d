import type { MessageId } from "@encrptalk/protocol";
import type { OutboxItem } from "./outbox-item.ts";

/**
 * Where unsent messages are kept, shared by all tabs of one browser and one account.
 * Every implementation passes `outbox-storage.contract.ts`.
 */
export interface OutboxStorage {
  /** Oldest first. */
  list(): Promise<readonly OutboxItem[]>;
  /** Adds the item, or replaces the one of the same `messageId`. */
  put(item: OutboxItem): Promise<void>;
  /** No error when there is none. */
  remove(messageId: MessageId): Promise<void>;
  /** Called after another tab has changed something. The result stops it. */
  subscribe(listener: () => void): () => void;
  /** Called when the storage was wiped by any tab: the person has signed out. The result stops it. */
  onWiped(listener: () => void): () => void;
  /**
   * Resolves when this tab is the one that empties the outbox, with the function that gives it up. A tab that closes
   * gives it up too. Rejects with an `AbortError` when `signal` aborts first.
   */
  acquire(signal: AbortSignal): Promise<() => void>;
}
