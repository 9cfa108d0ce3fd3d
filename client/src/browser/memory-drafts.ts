import type { RoomId } from "@encrptalk/protocol";
import type { DraftStorage } from "./browser-storage.ts";

/** Drafts that live as long as the page. */
export class MemoryDrafts implements DraftStorage {
  readonly #texts = new Map<RoomId, string>();

  async read(roomId: RoomId): Promise<string> {
    return this.#texts.get(roomId) ?? "";
  }

  async write(roomId: RoomId, text: string): Promise<void> {
    if (text === "") this.#texts.delete(roomId);
    else this.#texts.set(roomId, text);
  }

  clear(): void {
    this.#texts.clear();
  }
}
