import type { SearchIndex } from "../store/search-index.ts";

/** What searching works with. */
export interface Search {
  index: SearchIndex;
  /** In which days begin, such as `Europe/Paris`. */
  timeZone(): Promise<string>;
}
