import type { MessageId, RoomId } from "@encrptalk/protocol";
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { OutboxItem } from "../outbox/outbox-item.ts";

interface Schema extends DBSchema {
  outbox: { key: MessageId; value: OutboxItem };
  drafts: { key: RoomId; value: string };
}

export type Database = IDBPDatabase<Schema>;

const VERSION = 1;

/** Rejects where the browser keeps nothing. */
export const openDatabase = (name: string): Promise<Database> =>
  openDB<Schema>(name, VERSION, {
    upgrade(database) {
      database.createObjectStore("outbox", { keyPath: "messageId" });
      database.createObjectStore("drafts");
    },
    // Another tab wants to remove or to upgrade it.
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });

/** Empties it at once, and removes it when no tab has it open any more. Never rejects. */
export async function removeDatabase(database: Database): Promise<void> {
  const { name } = database;
  try {
    const transaction = database.transaction(["outbox", "drafts"], "readwrite");
    await Promise.all([
      transaction.objectStore("outbox").clear(),
      transaction.objectStore("drafts").clear(),
      transaction.done,
    ]);
  } catch {
    // Closed already, by another tab that wipes; removing it is what counts.
  }
  database.close();
  await deleteDB(name).catch(() => {});
}
