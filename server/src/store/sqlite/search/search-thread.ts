import type { SearchPage } from "@encrptalk/protocol";
import type { IndexQuery } from "../../search-index.ts";
import type { Connection } from "../connection.ts";
import { isStorageFailure, toFailure } from "../failure.ts";
import { serveCalls } from "../serve-calls.ts";
import type { Answer, Call } from "../thread.ts";
import { findMessages } from "./find-messages.ts";
import { type Indexed, indexEvents } from "./index-events.ts";
import { isDamage, openIndex } from "./index-file.ts";

/** What the thread answers: a page of what is sought, or how far the index is. */
export type Searched = SearchPage | Indexed;

let damaged = false;

serveCalls((database) => {
  const index = openIndex(database, damaged);
  damaged = false;
  return index;
}, answerCalls);

/** Throws when the index cannot be used: it is opened anew for the next calls, and made anew if it was damaged. */
function answerCalls(db: Connection, calls: readonly Call[]): Answer<Searched>[] {
  return calls.map(({ name, input }) => {
    try {
      if (name === "index") return { result: indexEvents(db) };
      return { result: db.snapshot(() => findMessages(db, input as IndexQuery)) };
    } catch (error) {
      damaged = isDamage(error);
      if (isStorageFailure(error)) throw error;
      return { failure: toFailure(error) };
    }
  });
}
