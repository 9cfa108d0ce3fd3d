import type { Position } from "@encrptalk/protocol";
import type { Change, Origin } from "../store.ts";
import { recordEvents } from "./audit/record-events.ts";
import { Connection } from "./connection.ts";
import { isStorageFailure, toFailure } from "./failure.ts";
import type { Duty } from "./serve-calls.ts";
import type { Answer, Call } from "./thread.ts";
import type { Transaction } from "./transaction.ts";
import { type Writes, writes } from "./writes/index.ts";

/** What a write answers with: its result, and what it changed. */
export interface Written {
  result: unknown;
  changes: Change[];
}

export const writing: Duty = { connect: (file) => new Connection(file, "write"), run: commitBatch };

/**
 * Runs all operations in one transaction, and so flushes the disk once. Each has a savepoint of its own: what one
 * refuses undoes nothing of the others. Throws when the commit fails, and then nothing was stored.
 */
export function commitBatch(db: Connection, calls: readonly Call[]): Answer<Written>[] {
  db.run("BEGIN IMMEDIATE");
  try {
    const before = storedPosition(db);
    let position = before;
    const answers = calls.map((call) => answer(db, call, () => ++position));
    if (position > before) db.run("UPDATE meta SET position = ?", position);
    db.run("COMMIT");
    return answers;
  } finally {
    db.rollback();
  }
}

const storedPosition = (db: Connection): Position =>
  db.get<{ position: Position }>("SELECT position FROM meta")?.position ?? 0;

function answer(db: Connection, call: Call, nextPosition: () => Position): Answer<Written> {
  db.run("SAVEPOINT operation");
  try {
    const changes: Change[] = [];
    const transaction = { db, changes, nextPosition };
    const result = perform(transaction, call);
    recordEvents(transaction, addressOf(call));
    db.run("RELEASE operation");
    return { result: { result, changes } };
  } catch (error) {
    if (isStorageFailure(error) || !db.inTransaction) throw error;
    db.run("ROLLBACK TO operation");
    db.run("RELEASE operation");
    return { failure: toFailure(error) };
  }
}

/** Of whoever asked, where the write has an `Origin` that says it. */
const addressOf = ({ input }: Call): string | null => (input as Partial<Origin> | undefined)?.address ?? null;

function perform(transaction: Transaction, { name, input }: Call): unknown {
  const write = writes[name as keyof Writes] as (transaction: unknown, input: unknown) => unknown;
  return write(transaction, input);
}
