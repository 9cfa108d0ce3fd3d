import type { MessageId } from "@encrptalk/protocol";
import type { OutboxItem } from "../outbox/outbox-item.ts";
import type { OutboxStorage } from "../outbox/outbox-storage.ts";
import type { TabChannel } from "./tab-channel.ts";

/** Where the messages are, once it is known whether this browser keeps any. */
export type KeptMessages = Pick<OutboxStorage, "list" | "put" | "remove" | "acquire">;

/** Can be used at once; what is asked of it waits until it has been opened. */
export class BrowserOutbox implements OutboxStorage {
  readonly #opening: Promise<KeptMessages>;
  readonly #channel: TabChannel;

  /** `opening` never rejects. */
  constructor(opening: Promise<KeptMessages>, channel: TabChannel) {
    this.#opening = opening;
    this.#channel = channel;
  }

  async list(): Promise<readonly OutboxItem[]> {
    return (await this.#opening).list();
  }

  async put(item: OutboxItem): Promise<void> {
    await (await this.#opening).put(item);
    this.#channel.changed();
  }

  async remove(messageId: MessageId): Promise<void> {
    await (await this.#opening).remove(messageId);
    this.#channel.changed();
  }

  subscribe(listener: () => void): () => void {
    return this.#channel.onChanged(listener);
  }

  onWiped(listener: () => void): () => void {
    return this.#channel.onWiped(listener);
  }

  async acquire(signal: AbortSignal): Promise<() => void> {
    return (await this.#opening).acquire(signal);
  }
}
