import { type Position, ProtocolError, type SearchPage } from "@encrptalk/protocol";
import { type Clock, systemClock } from "../../../clock.ts";
import type { IndexQuery, SearchIndex } from "../../search-index.ts";
import type { Change, Store } from "../../store.ts";
import { Thread } from "../thread.ts";
import type { Threads } from "../threads.ts";
import type { Searched } from "./answer-searches.ts";
import type { Indexed } from "./index-events.ts";
import { IndexLag } from "./index-lag.ts";

export interface SqliteSearchOptions {
  /** The database of `store`. The index stands beside it. */
  file: string;
  store: Pick<Store, "onCommitted">;
  /** Told why the index failed, for the log. Nothing but searching suffers from it. */
  onFailure?: (cause: string) => void;
  threads?: Threads | undefined;
  clock?: Clock | undefined;
}

/** Between two passes of indexing while messages come: a pass for each would cost more than sending does. */
const REST_MS = 100;

/** Opens the index of a store's messages, and catches up with what it has missed. To be closed before the store. */
export function openSqliteSearch(options: SqliteSearchOptions): SearchIndex {
  const { file, store, threads, clock = systemClock, onFailure = () => {} } = options;
  const module = new URL("./search-thread.ts", import.meta.url);
  const thread = new Thread<Searched>(
    // One call at a time: a search waits for no more than the batch of indexing that is under way.
    { module, file, maxBatch: 1, threads },
    { onResult() {}, onFailure },
  );
  const lag = new IndexLag();
  let head: Position = 0;
  let indexed: Position | null = null;
  let underWay: Promise<void> | null = null;
  let endRest: (() => void) | null = null;
  let again = false;
  let closing: Promise<void> | null = null;

  /** At the latest when the rest is over. */
  function nudge(): void {
    again = true;
    if (!closing && !endRest) underWay ??= follow();
  }

  /** At once, so that what is called next comes after what is indexed now. */
  function nudgeNow(): void {
    endRest?.();
    endRest = null;
    nudge();
  }

  function rest(): void {
    if (closing !== null) return;
    endRest = clock.after(REST_MS, () => {
      endRest = null;
      if (again) nudge();
    });
  }

  async function follow(): Promise<void> {
    try {
      let reached: Indexed;
      do {
        again = false;
        reached = (await thread.call("index", null)) as Indexed;
        indexed = reached.position;
        head = Math.max(head, reached.head);
        lag.indexed(indexed, reached.head);
      } while (reached.position !== reached.head && !closing);
    } catch (error) {
      indexed = null;
      // A disk's failure has been told already. Either way the next message or search tries again.
      if (!(error instanceof ProtocolError)) onFailure(`indexing failed: ${String(error)}`);
    } finally {
      underWay = null;
      rest();
    }
  }

  store.onCommitted((change) => {
    if (!concernsWords(change)) return;
    head = change.position;
    lag.committed(head);
    nudge();
  });
  nudge();

  return {
    search(query: IndexQuery) {
      nudgeNow();
      return thread.call("search", query).catch((error: unknown) => {
        // The index may be made anew.
        if (error instanceof ProtocolError && error.code === "unavailable") indexed = null;
        throw error;
      }) as Promise<SearchPage>;
    },
    lag: () => (indexed === null ? null : Math.max(0, head - indexed)),
    lagMs: () => lag.ms(),
    queued: () => thread.queued,
    close() {
      endRest?.();
      closing ??= Promise.resolve(underWay).then(() => thread.close());
      return closing;
    },
  };
}

const concernsWords = (change: Change): change is Extract<Change, { type: "event" }> =>
  change.type === "event" &&
  (change.event.type === "message.sent" ||
    change.event.type === "message.edited" ||
    change.event.type === "message.deleted");
