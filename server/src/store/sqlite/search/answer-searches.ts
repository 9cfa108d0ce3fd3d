import type { SearchPage } from "@encrptalk/protocol";
import type { IndexQuery } from "../../search-index.ts";
import type { Connection } from "../connection.ts";
import { isStorageFailure, toFailure } from "../failure.ts";
import type { Duty } from "../serve-calls.ts";
import type { Answer, Call } from "../thread.ts";
import { findMessages } from "./find-messages.ts";
import { type Indexed, indexEvents } from "./index-events.ts";
import { isDamage, openIndex } from "./index-file.ts";

/** What the thread answers: a page of what is sought, or how far the index is. */
export type Searched = SearchPage | Indexed;

/** The duty of a search thread: its index is opened anew when it could not be used, and made anew if it was damaged. */
export function searching(): Duty {
  let damaged = false;

  function answer(db: Connection, { name, input }: Call): Answer<Searched> {
    try {
      if (name === "index") return { result: indexEvents(db) };
      return { result: db.snapshot(() => findMessages(db, input as IndexQuery)) };
    } catch (error) {
      damaged = isDamage(error);
      if (isStorageFailure(error)) throw error;
      return { failure: toFailure(error) };
    }
  }

  return {
    connect(database) {
      const index = openIndex(database, damaged);
      damaged = false;
      return index;
    },
    run: (db, calls) => calls.map((call) => answer(db, call)),
  };
}
