import type { AccountId } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { TypingAccounts } from "../typing/typing-accounts.ts";

/** Who types in which student's conversation, whether it is open or not. */
export class DeskTyping {
  readonly #clock: Clock;
  readonly #students = new Map<AccountId, TypingAccounts>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(studentId: AccountId): TypingAccounts {
    const known = this.#students.get(studentId);
    if (known !== undefined) return known;
    const typing = new TypingAccounts(this.#clock);
    this.#students.set(studentId, typing);
    return typing;
  }

  /** They have sent what they were typing. */
  remove(studentId: AccountId, accountId: AccountId): void {
    this.#students.get(studentId)?.remove(accountId);
  }

  clear(): void {
    for (const typing of this.#students.values()) typing.clear();
  }
}
