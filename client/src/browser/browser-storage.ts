import type { AccountId, RoomId } from "@encrptalk/protocol";
import { MemoryOutbox } from "../outbox/memory-outbox.ts";
import type { OutboxStorage } from "../outbox/outbox-storage.ts";
import { BrowserOutbox, type KeptMessages } from "./browser-outbox.ts";
import { type Database, openDatabase, removeDatabase } from "./database.ts";
import { IndexedDbDrafts } from "./indexed-db-drafts.ts";
import { IndexedDbOutbox } from "./indexed-db-outbox.ts";
import { MemoryDrafts } from "./memory-drafts.ts";
import { TabChannel } from "./tab-channel.ts";

/** Unsent text of one room, until it is sent. */
export interface DraftStorage {
  /** `""` when there is none. */
  read(roomId: RoomId): Promise<string>;
  /** `""` removes it. */
  write(roomId: RoomId, text: string): Promise<void>;
}

/** What one account keeps in this browser. Another account of the same browser never sees it. */
export interface BrowserStorage {
  readonly outbox: OutboxStorage;
  readonly drafts: DraftStorage;
  /** Removes all that this account has kept, in every tab; to be called on signing out. Never rejects. */
  wipe(): Promise<void>;
  close(): void;
}

/** What a browser gives; without one of them there is less safety, not less function. */
export interface Platform {
  readonly indexedDB?: IDBFactory | undefined;
  /** Only on pages with TLS. Without it each tab sends, and the ids keep that from doubling anything. */
  readonly locks?: LockManager | undefined;
  readonly BroadcastChannel?: typeof BroadcastChannel | undefined;
}

const ofThisBrowser = (): Platform => ({
  indexedDB: globalThis.indexedDB,
  locks: globalThis.navigator?.locks,
  BroadcastChannel: globalThis.BroadcastChannel,
});

/**
 * Opens IndexedDB; without it (some private windows) everything is kept in memory. What is asked while it is being
 * opened waits for that, and nothing else has to.
 */
export function openBrowserStorage(
  accountId: AccountId,
  { indexedDB, locks, BroadcastChannel }: Platform = ofThisBrowser(),
): BrowserStorage {
  const name = `encrptalk-${accountId}`;
  const channel = new TabChannel(name, BroadcastChannel);
  const opening = indexedDB === undefined ? Promise.resolve(null) : openDatabase(name).catch(() => null);
  const kept = opening.then((database) => (database === null ? inMemory() : inDatabase(database, locks)));
  const closeDatabase = async () => (await opening)?.close();
  channel.onWiped(() => void closeDatabase());
  return {
    outbox: new BrowserOutbox(
      kept.then(({ messages }) => messages),
      channel,
    ),
    drafts: {
      read: async (roomId) => (await kept).drafts.read(roomId),
      write: async (roomId, text) => (await kept).drafts.write(roomId, text),
    },
    async wipe() {
      const { wipe } = await kept;
      // First, so that no tab writes any more; the database goes when the last one has closed it.
      channel.wiped();
      await wipe();
    },
    close() {
      void closeDatabase();
      channel.close();
    },
  };
}

/** Where one account's things are in this browser. */
interface Kept {
  readonly messages: KeptMessages;
  readonly drafts: DraftStorage;
  readonly wipe: () => Promise<void>;
}

const inDatabase = (database: Database, locks: LockManager | undefined): Kept => ({
  messages: new IndexedDbOutbox(database, locks),
  drafts: new IndexedDbDrafts(database),
  wipe: () => removeDatabase(database),
});

function inMemory(): Kept {
  const messages = new MemoryOutbox();
  const drafts = new MemoryDrafts();
  return {
    messages,
    drafts,
    async wipe() {
      drafts.clear();
      await messages.wipe();
    },
  };
}
