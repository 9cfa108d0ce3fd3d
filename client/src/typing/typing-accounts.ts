import { type AccountId, TYPING_EXPIRES_MS } from "@encrptalk/protocol";
import { Alarm, type Clock } from "../clock.ts";
import { Cell } from "../observable.ts";

/** The server says when somebody stops, or has not renewed; only when that word gets lost does it end like this. */
const SILENCE_MS = 3 * TYPING_EXPIRES_MS;

/** Who is typing in a room, until the server says otherwise, or has not said so for too long. */
export class TypingAccounts {
  readonly state = new Cell<readonly AccountId[]>([]);
  readonly #expiry: Alarm;

  constructor(clock: Clock) {
    this.#expiry = new Alarm(clock);
  }

  set(accountIds: readonly AccountId[]): void {
    const now = this.state.get();
    const isSame = now.length === accountIds.length && now.every((id, index) => id === accountIds[index]);
    if (!isSame) this.state.set(accountIds);
    if (accountIds.length > 0) this.#expiry.set(SILENCE_MS, () => this.clear());
    else this.#expiry.clear();
  }

  /** They have sent what they were typing. */
  remove(accountId: AccountId): void {
    if (this.state.get().includes(accountId))
      this.state.set(this.state.get().filter((other) => other !== accountId));
  }

  clear(): void {
    this.set([]);
  }
}
