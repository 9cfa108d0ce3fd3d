import type { AccountId, RoomId } from "@encrptalk/protocol";
import { MemoryOutbox } from "../outbox/memory-outbox.ts";
import type { OutboxStorage } from "../outbox/outbox-storage.ts";
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

/** Opens IndexedDB; without it (some private windows) everything is kept in memory. Never rejects. */
export async function openBrowserStorage(
  accountId: AccountId,
  platform: Platform = ofThisBrowser(),
): Promise<BrowserStorage> {
  const name = `encrptalk-${accountId}`;
  if (platform.indexedDB === undefined) return inMemory();
  const channel = new TabChannel(name, platform.BroadcastChannel);
  try {
    const database = await openDatabase(name);
    return inDatabase(database, { name, channel, locks: platform.locks });
  } catch {
    channel.close();
    return inMemory();
  }
}

function inDatabase(
  database: Database,
  { name, channel, locks }: { name: string; channel: TabChannel; locks: LockManager | undefined },
): BrowserStorage {
  channel.onWiped(() => database.close());
  return {
    outbox: new IndexedDbOutbox(database, { name, channel, locks }),
    drafts: new IndexedDbDrafts(database),
    async wipe() {
      // First, so that no tab writes any more; the database goes when the last one has closed it.
      channel.wiped();
      await removeDatabase(database, name);
    },
    close() {
      database.close();
      channel.close();
    },
  };
}

function inMemory(): BrowserStorage {
  const outbox = new MemoryOutbox();
  const drafts = new MemoryDrafts();
  return {
    outbox,
    drafts,
    async wipe() {
      drafts.clear();
      await outbox.wipe();
    },
    close() {},
  };
}
