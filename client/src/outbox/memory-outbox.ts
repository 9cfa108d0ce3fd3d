import type { MessageId } from "@encrptalk/protocol";
import { Listeners } from "../listeners.ts";
import type { OutboxItem } from "./outbox-item.ts";
import type { OutboxStorage } from "./outbox-storage.ts";

/** What the tabs of one program share; usually there is one. */
export class Shelf {
  readonly items = new Map<MessageId, OutboxItem>();
  readonly tabs = new Set<MemoryOutbox>();
  readonly queue: (() => void)[] = [];
  isHeld = false;
}

/** Keeps unsent messages as long as the program runs. */
export class MemoryOutbox implements OutboxStorage {
  readonly #shelf: Shelf;
  readonly #changed = new Listeners<void>();
  readonly #wiped = new Listeners<void>();

  constructor(shelf: Shelf = new Shelf()) {
    this.#shelf = shelf;
    shelf.tabs.add(this);
  }

  async list(): Promise<readonly OutboxItem[]> {
    return [...this.#shelf.items.values()].sort((a, b) => a.createdAt - b.createdAt);
  }

  async put(item: OutboxItem): Promise<void> {
    this.#shelf.items.set(item.messageId, item);
    this.#tellOthers();
  }

  async remove(messageId: MessageId): Promise<void> {
    if (this.#shelf.items.delete(messageId)) this.#tellOthers();
  }

  subscribe(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  onWiped(listener: () => void): () => void {
    return this.#wiped.add(listener);
  }

  async acquire(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#shelf.isHeld) await this.#turn(signal);
    this.#shelf.isHeld = true;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#shelf.isHeld = false;
      this.#shelf.queue.shift()?.();
    };
  }

  async wipe(): Promise<void> {
    this.#shelf.items.clear();
    for (const tab of this.#shelf.tabs) tab.#wiped.tell();
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = () => {
        signal.removeEventListener("abort", abort);
        // Taken here already, so that nobody comes in between.
        this.#shelf.isHeld = true;
        resolve();
      };
      const abort = () => {
        this.#shelf.queue.splice(this.#shelf.queue.indexOf(turn), 1);
        reject(signal.reason);
      };
      signal.addEventListener("abort", abort, { once: true });
      this.#shelf.queue.push(turn);
    });
  }

  #tellOthers(): void {
    for (const tab of this.#shelf.tabs) if (tab !== this) tab.#changed.tell();
  }
}
