import type { AccountId } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { TypingAccounts } from "../typing/typing-accounts.ts";
import type { Placed } from "./desk-state.ts";

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

  /** Whoever has sent what they were typing does not type it any more. */
  placed({ before, after }: Placed): void {
    const last = after.conversation?.lastMessage;
    if (last && last.number > (before?.conversation?.messageCount ?? 0))
      this.#students.get(after.student.accountId)?.remove(last.senderId);
  }

  clear(): void {
    for (const typing of this.#students.values()) typing.clear();
  }
}
