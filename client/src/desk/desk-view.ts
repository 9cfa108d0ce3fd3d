import { type DeskPage, type DeskQuery, MAX_DESK_ENTRIES, matchesDeskQuery } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { batch, Cell } from "../observable.ts";
import type { DeskList, DeskListQuery, DeskListState } from "./desk.ts";
import { type DeskEntryRow, entryRowOf } from "./desk-entry-row.ts";
import type { DeskState, Placed } from "./desk-state.ts";
import { Refetch } from "./refetch.ts";
import { SortedRows } from "./sorted-rows.ts";

const FIRST_PAGE = 50;
/** With fewer rows than this an open list gets its next page by itself: rows may have moved out of it. */
const LEAST_ROWS = 20;

export interface DeskViewOptions {
  readonly desk: DeskState;
  readonly clock: Clock;
  readonly readPage: (query: Partial<DeskQuery>) => Promise<DeskPage>;
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
 * All known rows that match, of which those not beyond `#end` are shown: no row is missing among them, because each
 * was in a page, or has changed since and was told.
 */
export class DeskView implements DeskList {
  readonly state = new Cell<DeskListState>(NOTHING);
  /** The same for the same query. */
  readonly key: string;
  readonly #query: DeskListQuery;
  readonly #options: DeskViewOptions;
  readonly #rows = new SortedRows();
  readonly #recount: Refetch;
  /** The last row of the last page as it was then; `complete`: there was none after it; `null`: nothing is loaded. */
  #end: DeskEntryRow | "complete" | null = null;
  #next: string | undefined;
  #total = 0;
  #openers = 0;
  /** What was asked for before is of no use any more. */
  #generation = 0;
  #isStale = true;
  #isDirty = false;
  #loading: Promise<void> | null = null;
  #error: unknown = null;

  constructor(query: DeskListQuery, options: DeskViewOptions) {
    this.key = keyOf(query);
    this.#query = cleaned(query);
    this.#options = options;
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
    if (this.#end === null) return;
    const wasIn = before !== null && this.#rows.remove(before);
    const isIn = matchesDeskQuery(after, this.#query);
    if (isIn) this.#rows.insert(after);
    this.#isDirty ||= wasIn || isIn;
    const hasMoved = before !== null && wasIn !== isIn;
    if (hasMoved) this.#total += isIn ? 1 : -1;
    if (hasMoved || isSurprise) this.#recount.changed();
  }

  settle(): void {
    if (this.#isDirty) this.#show();
  }

  /** Rows may have changed unheard: they stand until they are here anew. */
  invalidate(): void {
    this.#generation++;
    this.#isStale = true;
    this.#loading = null;
    if (!this.isOpen) return this.drop();
    this.#show();
    this.resume();
  }

  drop(): void {
    this.#generation++;
    this.#isStale = true;
    this.#loading = null;
    this.#error = null;
    this.#end = null;
    this.#rows.replace([]);
    this.state.set(NOTHING);
  }

  #show(): void {
    this.#isDirty = false;
    const { rows, loaded } = this.state.get();
    const shown = this.#shown();
    const isSame = shown.length === rows.length && shown.every((row, index) => row === rows[index]);
    const complete = this.#end === "complete";
    this.#set({
      loaded: loaded || this.#end !== null,
      rows: isSame ? rows : shown,
      total: complete ? this.#rows.length : Math.max(this.#total, shown.length),
      complete,
      loading: this.#loading !== null,
      error: this.#error,
    });
    const isShort = this.#end !== null && !complete && shown.length < LEAST_ROWS;
    if (this.isOpen && isShort && this.#loading === null && this.#error === null) void this.#load();
  }

  #shown(): DeskEntryRow[] {
    if (this.#end === null) return [];
    return this.#rows.first(this.#end === "complete" ? this.#rows.length : this.#rows.countUpTo(this.#end));
  }

  /** One at a time. */
  #load(): Promise<void> {
    if (!this.#options.isReady()) return Promise.resolve();
    if (this.#loading === null) {
      const generation = this.#generation;
      this.#error = null;
      this.#recount.settled();
      this.#loading = this.#fetch(generation).finally(() => {
        if (generation !== this.#generation) return;
        this.#loading = null;
        batch(() => this.#show());
        this.#recount.resume();
      });
      this.#show();
    }
    return this.#loading;
  }

  async #fetch(generation: number): Promise<void> {
    try {
      await (this.#isStale ? this.#begin(generation) : this.#extend(generation));
    } catch (error) {
      if (generation === this.#generation) this.#error = error;
    }
  }

  /** From the first page on, as many rows as there were. */
  async #begin(generation: number): Promise<void> {
    const least = this.#shown().length;
    const limit = Math.min(Math.max(FIRST_PAGE, least), MAX_DESK_ENTRIES);
    let page = await this.#page({ limit }, generation);
    for (let count = 0; page !== null; ) {
      count += page.entries.length;
      if (page.next === null || count >= least) break;
      page = await this.#page({ after: page.next, limit: MAX_DESK_ENTRIES }, generation);
    }
    if (page === null) return;
    this.#isStale = false;
    this.#rows.replace(this.#options.desk.rows().filter((row) => matchesDeskQuery(row, this.#query)));
    this.#endAt(page);
  }

  async #extend(generation: number): Promise<void> {
    const page = await this.#page({ after: this.#next, limit: MAX_DESK_ENTRIES }, generation);
    if (page !== null) this.#endAt(page);
  }

  #endAt({ entries, next, total }: DeskPage): void {
    const last = entries.at(-1);
    this.#next = next ?? undefined;
    this.#end = next === null || last === undefined ? "complete" : entryRowOf(last, last);
    this.#total = total;
  }

  async #count(): Promise<void> {
    const generation = this.#generation;
    const page = await this.#page({ limit: 1 }, generation);
    if (page === null) return;
    this.#total = page.total;
    batch(() => this.#show());
  }

  /** `null`: it comes too late. */
  async #page(part: Partial<DeskQuery>, generation: number): Promise<DeskPage | null> {
    const asked = this.#options.desk.ask();
    const page = await this.#options.readPage({ ...this.#query, ...part });
    if (generation !== this.#generation) return null;
    batch(() => void this.#options.desk.learn(page.entries, asked));
    return page;
  }

  #set(state: DeskListState): void {
    const now = this.state.get();
    const names = Object.keys(state) as (keyof DeskListState)[];
    if (names.some((name) => state[name] !== now[name])) this.state.set(state);
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
