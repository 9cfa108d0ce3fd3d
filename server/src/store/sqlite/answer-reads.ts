import { Connection } from "./connection.ts";
import { isStorageFailure, toFailure } from "./failure.ts";
import { type Reads, reads } from "./reads/index.ts";
import type { Duty } from "./serve-calls.ts";
import type { Answer, Call } from "./thread.ts";

export const reading: Duty = { connect: (file) => new Connection(file, "read"), run: answerReads };

/** Answers each call from a snapshot of its own. Throws when the file cannot be read. */
function answerReads(db: Connection, calls: readonly Call[]): Answer<unknown>[] {
  return calls.map((call) => {
    try {
      return { result: db.snapshot(() => perform(db, call)) };
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      return { failure: toFailure(error) };
    }
  });
}

function perform(db: Connection, { name, input }: Call): unknown {
  const read = reads[name as keyof Reads] as (db: Connection, input: unknown) => unknown;
  return read(db, input);
}
