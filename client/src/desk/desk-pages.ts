import { type DeskPage, type DeskQuery, MAX_DESK_ENTRIES } from "@encrptalk/protocol";
import { batch } from "../observable.ts";
import type { DeskListQuery } from "./desk.ts";
import type { DeskState } from "./desk-state.ts";

const FIRST_PAGE = 50;

export interface DeskPagesOptions {
  readonly desk: DeskState;
  readonly readPage: (query: Partial<DeskQuery>) => Promise<DeskPage>;
}

/** One list as the server pages it; what comes is learnt by the desk. Each rejects as the request does. */
export class DeskPages {
  readonly #query: DeskListQuery;
  readonly #options: DeskPagesOptions;
  #next: string | null = null;
  /** What was asked for before is of no use any more. */
  #generation = 0;

  constructor(query: DeskListQuery, options: DeskPagesOptions) {
    this.#query = query;
    this.#options = options;
  }

  /** Answers that are on their way come too late. */
  abandon(): void {
    this.#generation++;
  }

  /** From the first page on, until `least` rows are here, or all. `null`: too late. */
  async begin(least: number): Promise<DeskPage | null> {
    const limit = Math.min(Math.max(FIRST_PAGE, least), MAX_DESK_ENTRIES);
    let page = await this.#read({ limit });
    while (page !== null && page.next !== null && page.entries.length < least) {
      const more: DeskPage | null = await this.#read({ after: page.next, limit });
      page = more && { ...more, entries: [...page.entries, ...more.entries] };
    }
    return this.#arrived(page);
  }

  /** The next page. `null`: too late. */
  async extend(): Promise<DeskPage | null> {
    return this.#arrived(await this.#read({ after: this.#next ?? undefined, limit: MAX_DESK_ENTRIES }));
  }

  /** How many match now. `null`: too late. */
  async count(): Promise<number | null> {
    return (await this.#read({ limit: 1 }))?.total ?? null;
  }

  #arrived(page: DeskPage | null): DeskPage | null {
    if (page !== null) this.#next = page.next;
    return page;
  }

  async #read(part: Partial<DeskQuery>): Promise<DeskPage | null> {
    const { desk, readPage } = this.#options;
    const generation = this.#generation;
    const asked = desk.ask();
    const page = await readPage({ ...this.#query, ...part });
    if (generation !== this.#generation) return null;
    batch(() => void desk.learn(page.entries, asked));
    return page;
  }
}
