import { type AccountId, type DeskPage, matchesDeskQuery } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { batch, Cell } from "../observable.ts";
import type { DeskList, DeskListQuery, DeskListState } from "./desk.ts";
import { type DeskEntryRow, entryRowOf } from "./desk-entry-row.ts";
import { DeskPages, type DeskPagesOptions } from "./desk-pages.ts";
import type { Placed } from "./desk-state.ts";
import { Refetch } from "./refetch.ts";
import { SortedRows } from "./sorted-rows.ts";

/** With fewer rows than this an open list gets its next page by itself: rows may have moved out of it. */
const LEAST_ROWS = 20;

export interface DeskViewOptions extends DeskPagesOptions {
  readonly clock: Clock;
  /** Whether it is time to ask. */
  readonly isReady: () => boolean;
  readonly opened: (view: DeskView) => void;
}

const NOTHING: DeskListState = {
  loaded: false,
  rows: [],
  total: 0,
  complete: false,
  loading: false,
  error: null,
};

/**
 * The rows of the pages and those that have changed since, of which those not beyond `#end` are shown. None is missing
 * among them: the server would have given it, or has told of its change.
 */
export class DeskView implements DeskList {
  readonly state = new Cell<DeskListState>(NOTHING);
  /** The same for the same query. */
  readonly key: string;
  readonly #query: DeskListQuery;
  readonly #options: DeskViewOptions;
  readonly #pages: DeskPages;
  readonly #rows = new SortedRows();
  readonly #recount: Refetch;
  /** The last row of the last page as it was then; `complete`: there was none after it; `null`: nothing is loaded. */
  #end: DeskEntryRow | "complete" | null = null;
  /** Whose rows have changed since the first page was asked for; `null`: it is here. */
  #meanwhile: Set<AccountId> | null = null;
  #total = 0;
  #openers = 0;
  #isStale = true;
  #isDirty = false;
  #loading: Promise<void> | null = null;
  #error: unknown = null;

  constructor(query: DeskListQuery, options: DeskViewOptions) {
    this.key = keyOf(query);
    this.#query = cleaned(query);
    this.#options = options;
    this.#pages = new DeskPages(this.#query, options);
    this.#recount = new Refetch({
      clock: options.clock,
      isWanted: () => this.isOpen && !this.#isStale && this.#end !== "complete",
      fetch: () => this.#count(),
    });
  }

  get isOpen(): boolean {
    return this.#openers > 0;
  }

  open(): () => void {
    this.#openers++;
    this.#options.opened(this);
    this.resume();
    let isOpen = true;
    return () => {
      if (isOpen) this.#openers--;
      isOpen = false;
    };
  }

  async loadMore(): Promise<void> {
    if (this.#isStale || this.#end !== "complete") await this.#load();
  }

  retry(): void {
    if (this.#error !== null) void this.#load();
  }

  /** Loads what is missing, now that it may be asked for. */
  resume(): void {
    if (!this.isOpen) return;
    if (this.#isStale || this.#error !== null) void this.#load();
    else this.#recount.resume();
  }

  /** Of one row; `settle` makes it visible. */
  place({ before, after, isSurprise }: Placed): void {
    this.#meanwhile?.add(after.student.accountId);
    if (this.#end === null) return;
    const wasShown = before !== null && this.#rows.remove(before);
    const isIn = matchesDeskQuery(after, this.#query);
    if (isIn) this.#rows.insert(after);
    this.#isDirty ||= wasShown || isIn;
    const hasMoved = before !== null && matchesDeskQuery(before, this.#query) !== isIn;
    if (hasMoved) this.#total += isIn ? 1 : -1;
    if (hasMoved || isSurprise) this.#recount.changed();
  }

  settle(): void {
    if (this.#isDirty) this.#show();
  }

  /** Rows may have changed unheard: they stand until they are here anew. */
  invalidate(): void {
    if (!this.isOpen) return this.drop();
    this.#abandon();
    this.#show();
    this.resume();
  }

  drop(): void {
    this.#abandon();
    this.#error = null;
    this.#end = null;
    this.#rows.replace([]);
    this.state.set(NOTHING);
  }

  #abandon(): void {
    this.#pages.abandon();
    this.#isStale = true;
    this.#loading = null;
  }

  /** One at a time. */
  #load(): Promise<void> {
    if (!this.#options.isReady()) return Promise.resolve();
    if (this.#loading !== null) return this.#loading;
    this.#error = null;
    this.#recount.settled();
    const loading = this.#fetch(() => this.#loading === loading);
    this.#loading = loading;
    this.#show();
    return loading;
  }

  async #fetch(isCurrent: () => boolean): Promise<void> {
    let error: unknown = null;
    try {
      await (this.#isStale ? this.#begin() : this.#extend());
    } catch (failure) {
      error = failure;
    }
    if (!isCurrent()) return;
    this.#error = error;
    this.#loading = null;
    batch(() => this.#show());
    this.#recount.resume();
  }

  async #begin(): Promise<void> {
    const meanwhile = new Set<AccountId>();
    this.#meanwhile = meanwhile;
    const page = await this.#pages.begin(this.#shown().length);
    if (page === null) return;
    this.#isStale = false;
    this.#meanwhile = null;
    for (const { student } of page.entries) meanwhile.add(student.accountId);
    this.#rows.replace(this.#matching(meanwhile));
    this.#endAt(page);
  }

  async #extend(): Promise<void> {
    const page = await this.#pages.extend();
    if (page === null) return;
    for (const row of this.#matching(page.entries.map(({ student }) => student.accountId)))
      this.#rows.insert(row);
    this.#endAt(page);
  }

  #matching(studentIds: Iterable<AccountId>): DeskEntryRow[] {
    const rows = [...studentIds].flatMap((studentId) => this.#options.desk.row(studentId) ?? []);
    return rows.filter((row) => matchesDeskQuery(row, this.#query));
  }

  #endAt({ entries, next, total }: DeskPage): void {
    const last = entries.at(-1);
    this.#end = next === null || last === undefined ? "complete" : entryRowOf(last, last);
    this.#total = total;
  }

  async #count(): Promise<void> {
    const total = await this.#pages.count();
    if (total === null) return;
    this.#total = total;
    batch(() => this.#show());
  }

  #shown(): DeskEntryRow[] {
    if (this.#end === null) return [];
    return this.#rows.first(this.#end === "complete" ? this.#rows.length : this.#rows.countUpTo(this.#end));
  }

  #show(): void {
    this.#isDirty = false;
    const now = this.state.get();
    const shown = this.#shown();
    const isSame = shown.length === now.rows.length && shown.every((row, index) => row === now.rows[index]);
    const complete = this.#end === "complete";
    const next: DeskListState = {
      loaded: this.#end !== null,
      rows: isSame ? now.rows : shown,
      total: complete ? this.#rows.length : Math.max(this.#total, shown.length),
      complete,
      loading: this.#loading !== null,
      error: this.#error,
    };
    const names = Object.keys(next) as (keyof DeskListState)[];
    if (names.some((name) => next[name] !== now[name])) this.state.set(next);
    const isShort = next.loaded && !complete && shown.length < LEAST_ROWS;
    if (this.isOpen && isShort && !next.loading && next.error === null) void this.#load();
  }
}

export function keyOf(query: DeskListQuery): string {
  const { filter, className, search } = cleaned(query);
  return JSON.stringify([filter, className, search]);
}

/** As it goes into an address. */
function cleaned({ filter, className, search }: DeskListQuery): DeskListQuery {
  const sought = search?.trim();
  return { filter, ...(className !== undefined && { className }), ...(sought && { search: sought }) };
}
