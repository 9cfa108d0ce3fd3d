import type { AccountId, DeskRow, Timestamp } from "@encrptalk/protocol";

/** How a row came. `fetched`: it was asked for, and is no news. */
export type Hearing = "live" | "replayed" | "fetched";

/** Which students have written something new. A row only says which message is the last. */
export class DeskNews {
  readonly #news = new Map<AccountId, "live" | "replayed">();
  #newestAt: Timestamp = 0;

  /** `known`: what was known of the row before. */
  note(row: DeskRow, known: DeskRow | null, by: Hearing): void {
    const { student, conversation } = row;
    const last = conversation?.lastMessage;
    if (!last) return;
    const isNew =
      known !== null
        ? last.number > (known.conversation?.messageCount ?? 0)
        : // Of a row never seen: what is older than another row's message was there before.
          last.at >= this.#newestAt;
    this.#newestAt = Math.max(this.#newestAt, last.at);
    if (last.senderId !== student.accountId) this.#news.delete(student.accountId);
    else if (isNew && by !== "fetched") this.#news.set(student.accountId, by);
  }

  /** Those whose rows are ready to be shown; they are no news any more. */
  take(isReady: (studentId: AccountId) => boolean): { studentId: AccountId; by: "live" | "replayed" }[] {
    const ready = [...this.#news].filter(([studentId]) => isReady(studentId));
    for (const [studentId] of ready) this.#news.delete(studentId);
    return ready.map(([studentId, by]) => ({ studentId, by }));
  }

  clear(): void {
    this.#news.clear();
  }
}
