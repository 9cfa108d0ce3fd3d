import type { Timestamp } from "@encrptalk/protocol";
import type { Store } from "../../store/store.ts";

/** When a backup was last taken, as the audit log says. Nobody who asks waits for the store: they get what was read last. */
export class LastBackup {
  readonly #store: Pick<Store, "auditPage">;
  #at: Timestamp | null = null;
  #looking = false;

  constructor(store: Pick<Store, "auditPage">) {
    this.#store = store;
  }

  /** `null`: never, or not known yet. Looks again for whoever asks next. */
  at(): Timestamp | null {
    if (!this.#looking) void this.#look();
    return this.#at;
  }

  async #look(): Promise<void> {
    this.#looking = true;
    try {
      const { records } = await this.#store.auditPage({ kind: "backup.made", limit: 1 });
      this.#at = records[0]?.at ?? null;
    } catch {
      // A disk that cannot be read has been told of by the store; what was known stays.
    } finally {
      this.#looking = false;
    }
  }
}
