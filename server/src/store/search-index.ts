import type { AccountId, SearchPage, Timestamp } from "@encrptalk/protocol";

/**
 * What was written, by its words. It is derived from the log, and follows it in batches after the commits: a message
 * is found a moment after it was acknowledged.
 */
export interface SearchIndex {
  /**
   * Messages that have all that is asked for, newest first, of rooms that the asker may enter at that moment. Errors:
   * `malformed` for a cursor that is none, `unavailable` while the index cannot be read.
   */
  search(query: IndexQuery): Promise<SearchPage>;
  /** How many positions of the log, at most, are not in the index yet; `null` until that is known. */
  lag(): number | null;
  /** How long the oldest of them has waited since it was committed or the server was started; 0 when none does. */
  lagMs(): number;
  /** Searches and batches of indexing that wait or are under way. */
  queued(): number;
  /** Ends the work under way. What is not indexed yet will be at the next start. */
  close(): Promise<void>;
}

/** Words that must stand next to each other in a message; often just one. */
export interface Phrase {
  text: string;
  /** The last word may go on. */
  prefix: boolean;
}

export interface IndexQuery {
  asker: AccountId;
  /** Each of them must be found. Those without a letter, digit or emoji are ignored. */
  phrases: readonly Phrase[];
  /** Filters as they were typed. Of one kind any may fit; each kind that is given must. */
  from: readonly string[];
  in: readonly string[];
  class: readonly string[];
  /** Written at or after it. */
  since: Timestamp | null;
  /** Written before it. */
  until: Timestamp | null;
  /** `next` of the page before. */
  after: string | undefined;
  limit: number;
}

/** A query without a condition: what others begin with. */
export const ANYTHING: Omit<IndexQuery, "asker"> = {
  phrases: [],
  from: [],
  in: [],
  class: [],
  since: null,
  until: null,
  after: undefined,
  limit: 20,
};
