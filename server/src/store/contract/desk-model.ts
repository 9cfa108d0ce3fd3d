import {
  type AccountId,
  compareDeskEntries,
  type DeskEntry,
  type DeskQuery,
  type DeskRow,
  type Epoch,
  matchesDeskQuery,
  type Position,
} from "@encrptalk/protocol";
import type { Change, Store } from "../store.ts";

/** What of the list is shown: all that matches, up to the last entry that was fetched. */
export interface View {
  query: Omit<DeskQuery, "after">;
  /** As it was when it was fetched; `null`: everything is shown. */
  boundary: DeskEntry | null;
  next: string | null;
}

/**
 * The least that a client of the staff must do to keep its list. Every entry up to a view's boundary is known: it was
 * fetched, or has changed since, and then it was told.
 */
export class DeskModel {
  epoch: Epoch | null = null;
  account: Position = 0;
  desk: Position = 0;
  behind = true;
  readonly views: View[];
  #known = new Map<AccountId, DeskEntry>();
  /** Heard of without knowing how far one has read them. */
  #unknown = new Set<AccountId>();

  constructor(
    readonly store: Store,
    readonly accountId: AccountId,
    queries: readonly Omit<DeskQuery, "after">[],
  ) {
    this.views = queries.map((query) => ({ query, boundary: null, next: null }));
  }

  list({ query, boundary }: View): DeskEntry[] {
    return [...this.#known.values()]
      .filter((entry) => matchesDeskQuery(entry, query))
      .filter((entry) => boundary === null || compareDeskEntries(entry, boundary) <= 0)
      .toSorted(compareDeskEntries);
  }

  async sync(): Promise<void> {
    const { reset, account, desk } = await this.store.catchUp(this.accountId, {
      epoch: this.epoch,
      school: 0,
      account: this.account,
      desk: this.desk,
      rooms: [],
    });
    if (!desk) throw new Error("the desk is for staff");
    Object.assign(this, { epoch: this.store.epoch, account, desk: desk.position, behind: false });
    if (reset || desk.rows === null || this.#known.size === 0) await this.#beginAnew();
    else for (const entry of desk.rows) this.#known.set(entry.student.accountId, entry);
  }

  /** Asks for the entries that changes named and that it did not have. */
  async ask(): Promise<void> {
    const studentIds = [...this.#unknown];
    this.#unknown.clear();
    if (studentIds.length === 0) return;
    this.#keep(await this.store.deskEntries(this.accountId, studentIds));
  }

  async more(view: View): Promise<void> {
    if (view.boundary === null) return;
    await this.#fetch(view, view.next ?? undefined);
  }

  hear(change: Change): void {
    if (change.type === "desk") {
      if (this.#isNext("desk", change)) this.#applyRows(change.rows);
    } else if ("accountId" in change && change.accountId === this.accountId) {
      if (this.#isNext("account", change)) this.#applyOwn(change);
    }
  }

  #applyRows(rows: readonly DeskRow[] | null): void {
    if (rows === null) {
      this.#known.clear();
      this.behind = true;
      return;
    }
    for (const row of rows) {
      const { accountId } = row.student;
      const own = this.#known.get(accountId);
      if (own) this.#keep([{ ...own, ...row }]);
      else this.#unknown.add(accountId);
    }
  }

  #applyOwn(change: Change): void {
    if (change.type !== "read" && change.type !== "notify") return;
    for (const [accountId, entry] of this.#known) {
      if (entry.conversation?.roomId !== change.roomId) continue;
      const own = change.type === "read" ? { read: change.read } : { notify: change.notify };
      this.#known.set(accountId, { ...entry, ...own });
    }
  }

  #isNext(feed: "account" | "desk", { previous, position }: Change): boolean {
    if (position <= this[feed]) return false;
    if (previous !== this[feed]) {
      this.behind = true;
      return false;
    }
    this[feed] = position;
    return true;
  }

  /** What was read later wins; a change that was heard before it was read is in it. */
  #keep(entries: readonly DeskEntry[]): void {
    for (const entry of entries) {
      const { accountId } = entry.student;
      if (entry.position >= (this.#known.get(accountId)?.position ?? 0)) this.#known.set(accountId, entry);
    }
  }

  async #beginAnew(): Promise<void> {
    this.#known.clear();
    for (const view of this.views) await this.#fetch(view, undefined);
  }

  async #fetch(view: View, after: string | undefined): Promise<void> {
    const { entries, next } = await this.store.deskPage(this.accountId, { ...view.query, after });
    this.#keep(entries);
    view.next = next;
    view.boundary = next === null ? null : (entries.at(-1) ?? null);
  }
}
