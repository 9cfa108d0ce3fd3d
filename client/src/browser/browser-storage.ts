import type { AccountId, RoomId } from "@encrptalk/protocol";
import type { OutboxStorage } from "../outbox/outbox-storage.ts";

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
  /** Removes all that this account has kept, in every tab; to be called on signing out. */
  wipe(): Promise<void>;
  close(): void;
}

/** Opens IndexedDB; without it (some private windows) everything is kept in memory. Never rejects. */
export function openBrowserStorage(accountId: AccountId): Promise<BrowserStorage> {
  throw new Error(`no storage for ${accountId}`);
}
