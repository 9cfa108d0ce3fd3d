import type { RoomId } from "@encrptalk/protocol";
import type { DraftStorage } from "./browser-storage.ts";
import type { Database } from "./database.ts";

/** Drafts that survive a reload. */
export class IndexedDbDrafts implements DraftStorage {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async read(roomId: RoomId): Promise<string> {
    return (await this.#database.get("drafts", roomId)) ?? "";
  }

  async write(roomId: RoomId, text: string): Promise<void> {
    if (text === "") await this.#database.delete("drafts", roomId);
    else await this.#database.put("drafts", text, roomId);
  }
}
