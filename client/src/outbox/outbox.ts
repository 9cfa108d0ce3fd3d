import type { Body, DeviceId, MessageId, RoomId, SentMessage, Seq } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { Lane } from "./lane.ts";
import { mintMessageId } from "./message-id.ts";
import type { OutboxItem, SendFailure } from "./outbox-item.ts";
import { OutboxItems } from "./outbox-items.ts";
import type { OutboxStorage } from "./outbox-storage.ts";

export interface OutboxOptions {
  readonly storage: OutboxStorage;
  readonly clock: Clock;
  readonly random: () => number;
  readonly deliver: (item: OutboxItem) => Promise<SentMessage>;
  /** `null` until the first sync. */
  readonly deviceId: () => DeviceId | null;
  /** The last applied event of a room; `null`: the room is not there. */
  readonly head: (roomId: RoomId) => Seq | null;
}

const UNCONFIRMED: SendFailure = {
  code: "unconfirmed",
  message: "Sent before signing in again; whether it arrived is not known.",
};

/** Messages of one's own on their way: kept until they are in the log, shown in all tabs, sent by one. */
export class Outbox {
  readonly items = new OutboxItems();
  readonly #options: OutboxOptions;
  readonly #lanes = new Map<RoomId, Lane>();
  /** On their way into the storage; what the storage lists does not speak about them. */
  readonly #unsaved = new Map<MessageId, number>();
  #isConnected = false;
  #isHolder = false;
  #lastCreatedAt = 0;
  #stop: (() => void) | null = null;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Begins, if it has not. */
  start(): void {
    if (this.#stop !== null) return;
    const cancel = new AbortController();
    const { storage } = this.#options;
    const unsubscribe = storage.subscribe(() => void this.#reload());
    this.#stop = () => {
      cancel.abort();
      unsubscribe();
    };
    void this.#reload();
    storage.acquire(cancel.signal).then(
      (release) => this.#acquired(release, cancel.signal),
      // Stopped before it was this tab's turn.
      () => {},
    );
  }

  /** Gives up sending; another tab takes over. */
  stop(): void {
    this.setConnected(false);
    this.#stop?.();
    this.#stop = null;
    this.#isHolder = false;
  }

  /** Forgets what it shows: the storage was wiped. */
  clear(): void {
    this.stop();
    this.items.set([]);
  }

  add(roomId: RoomId, body: Body): MessageId {
    const messageId = mintMessageId();
    const createdAt = Math.max(this.#options.clock.now(), this.#lastCreatedAt + 1);
    this.#lastCreatedAt = createdAt;
    const item: OutboxItem = { roomId, messageId, body, createdAt, attemptedBy: null, state: "queued" };
    void this.#save(item).then(() => this.#pump());
    return messageId;
  }

  retry(messageId: MessageId): void {
    const item = this.items.find(messageId);
    if (item?.state !== "failed") return;
    const { error, ...rest } = item;
    const attemptedBy = error.code === UNCONFIRMED.code ? null : rest.attemptedBy;
    void this.#save({ ...rest, attemptedBy, state: "queued" }).then(() => this.#pump());
  }

  discard(messageId: MessageId): void {
    this.#remove([messageId]);
  }

  /** Whether messages get through now. */
  setConnected(isConnected: boolean): void {
    this.#isConnected = isConnected;
    if (!isConnected) for (const lane of this.#lanes.values()) lane.reset();
    this.#pump();
  }

  /** A message of this account and device is in the log, so that nothing is left to be sent. */
  arrived(messageId: MessageId, deviceId: DeviceId): void {
    const item = this.items.find(messageId);
    if (item?.attemptedBy === deviceId) this.#remove([messageId]);
  }

  /** All events of the room up to `head` have been applied; `null`: the room is not there. */
  reached(roomId: RoomId, head: Seq | null): void {
    const done = this.items
      .pending(roomId)
      .get()
      .filter((item) => item.state === "sent" && (head === null || item.seq <= head));
    if (done.length > 0) this.#remove(done.map(({ messageId }) => messageId));
  }

  /**
   * A restored backup may lack what was acknowledged. Whatever is not in the log yet is sent again under its id: where
   * the backup has it, it is not doubled.
   */
  historyChanged(): void {
    for (const item of this.items.all.get()) {
      if (item.state !== "sent") continue;
      const { roomId, messageId, body, createdAt, attemptedBy } = item;
      void this.#save({ roomId, messageId, body, createdAt, attemptedBy, state: "queued" });
    }
    this.#pump();
  }

  #acquired(release: () => void, signal: AbortSignal): void {
    if (signal.aborted) return release();
    signal.addEventListener("abort", release, { once: true });
    this.#isHolder = true;
    void this.#takeOver();
  }

  /** What the holder before left as `sending` is this one's now; what was acknowledged is done. */
  async #takeOver(): Promise<void> {
    const { storage } = this.#options;
    const stored = await storage.list().catch(() => []);
    for (const { state, messageId } of stored)
      if (state === "sent") await storage.remove(messageId).catch(() => {});
    await this.#reload();
  }

  /** Starts what can be started: of each room the first that waits, one at a time. */
  #pump(): void {
    if (!this.#isHolder || !this.#isConnected) return;
    const deviceId = this.#options.deviceId();
    if (deviceId === null) return;
    for (const item of this.items.all.get()) {
      if (item.state !== "queued" && item.state !== "sending") continue;
      const lane = this.#lane(item.roomId);
      if (!lane.isFree) continue;
      if (item.attemptedBy !== null && item.attemptedBy !== deviceId)
        void this.#save({ ...item, state: "failed", error: UNCONFIRMED });
      else lane.send({ ...item, attemptedBy: deviceId, state: "sending" });
    }
  }

  #lane(roomId: RoomId): Lane {
    const known = this.#lanes.get(roomId);
    if (known !== undefined) return known;
    const { deliver, clock, random } = this.#options;
    const lane = new Lane({
      deliver,
      clock,
      random,
      changed: (item) => this.#changed(item),
      freed: () => this.#pump(),
    });
    this.#lanes.set(roomId, lane);
    return lane;
  }

  #changed(item: OutboxItem): void {
    // Gone meanwhile: discarded, or its event has come before its acknowledgement.
    if (this.items.find(item.messageId) === undefined) return;
    const head = this.#options.head(item.roomId);
    if (item.state === "sent" && (head === null || item.seq <= head)) this.#remove([item.messageId]);
    else void this.#save(item);
  }

  /** Shows it at once. Without a place in the storage it is lost with the tab, but still sent. */
  async #save(item: OutboxItem): Promise<void> {
    const { messageId } = item;
    this.items.put(item);
    this.#unsaved.set(messageId, (this.#unsaved.get(messageId) ?? 0) + 1);
    await this.#options.storage.put(item).catch(() => {});
    const unsaved = (this.#unsaved.get(messageId) ?? 1) - 1;
    if (unsaved > 0) this.#unsaved.set(messageId, unsaved);
    else this.#unsaved.delete(messageId);
    // Removed while it was being written.
    if (this.items.find(messageId) === undefined)
      await this.#options.storage.remove(messageId).catch(() => {});
  }

  #remove(messageIds: readonly MessageId[]): void {
    this.items.remove(messageIds);
    // What cannot be removed now is sent again after a reload, under its id, and so not doubled.
    for (const messageId of messageIds) this.#options.storage.remove(messageId).catch(() => {});
  }

  /** Takes over what other tabs have changed. */
  async #reload(): Promise<void> {
    const stored = await this.#options.storage.list().catch(() => null);
    if (stored === null || this.#stop === null) return;
    const isOwn = ({ messageId, roomId }: OutboxItem) =>
      this.#unsaved.has(messageId) || this.#lanes.get(roomId)?.current === messageId;
    // Whatever the clock says now, what is written next comes after them.
    for (const { createdAt } of stored) this.#lastCreatedAt = Math.max(this.#lastCreatedAt, createdAt);
    const own = this.items.all.get().filter(isOwn);
    const others = stored.filter((item) => !own.some(({ messageId }) => messageId === item.messageId));
    this.items.set([...own, ...others]);
    this.#pump();
  }
}
