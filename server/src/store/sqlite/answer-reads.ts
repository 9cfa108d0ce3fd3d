import type { Connection } from "./connection.ts";
import { isStorageFailure, toFailure } from "./failure.ts";
import { type Reads, reads } from "./reads/index.ts";
import type { Answer, Call } from "./thread.ts";

/** Answers each call from a snapshot of its own. Throws when the file cannot be read. */
export const answerReads = (db: Connection, calls: readonly Call[]): Answer<unknown>[] =>
  calls.map((call) => {
    try {
      return { result: db.snapshot(() => perform(db, call)) };
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      return { failure: toFailure(error) };
    }
  });

function perform(db: Connection, { name, input }: Call): unknown {
  const read = reads[name as keyof Reads] as (db: Connection, input: unknown) => unknown;
  return read(db, input);
}
