import type { Change, Origin } from "../store.ts";
import { recordEvents } from "./audit/record-events.ts";
import { CommitTotals } from "./commit-totals.ts";
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

/**
 * Runs all operations in one transaction, and so flushes the disk once. What one refuses undoes nothing of the others.
 * Throws when the commit fails, and then nothing was stored.
 */
export const commitBatch = (db: Connection, calls: readonly Call[]): Answer<Written>[] =>
  commit(db, () => runTogether(db, calls)) ?? commit(db, () => runOneByOne(db, calls)) ?? [];

export const writing: Duty = { connect: (file) => new Connection(file, "write"), run: commitBatch };

/** Commits unless there is no answer. */
function commit<Answers>(db: Connection, run: () => Answers | null): Answers | null {
  db.run("BEGIN IMMEDIATE");
  try {
    const answers = run();
    if (answers) db.run("COMMIT");
    return answers;
  } finally {
    db.rollback();
  }
}

/** Nearly all refusals come before anything was written. `null`: one came after, and its writes cannot be told apart. */
function runTogether(db: Connection, calls: readonly Call[]): Answer<Written>[] | null {
  const totals = new CommitTotals(db);
  const answers: Answer<Written>[] = [];
  for (const call of calls) {
    const before = db.writes;
    const answer = run({ db, totals, changes: [] }, call);
    if ("failure" in answer && db.writes > before) return null;
    answers.push(answer);
  }
  totals.write();
  return answers;
}

/** Each with a savepoint of its own, which costs as much as several statements. */
const runOneByOne = (db: Connection, calls: readonly Call[]): Answer<Written>[] =>
  calls.map((call) => {
    const totals = new CommitTotals(db);
    db.run("SAVEPOINT operation");
    const answer = run({ db, totals, changes: [] }, call);
    if ("failure" in answer) db.run("ROLLBACK TO operation");
    else totals.write();
    db.run("RELEASE operation");
    return answer;
  });

/** Throws when the disk failed. */
function run(transaction: Transaction, call: Call): Answer<Written> {
  try {
    const result = perform(transaction, call);
    recordEvents(transaction, addressOf(call));
    return { result: { result, changes: transaction.changes } };
  } catch (error) {
    if (isStorageFailure(error) || !transaction.db.inTransaction) throw error;
    return { failure: toFailure(error) };
  }
}

/** Of whoever asked, where the write has an `Origin` that says it. */
const addressOf = ({ input }: Call): string | null => (input as Partial<Origin> | undefined)?.address ?? null;

function perform(transaction: Transaction, { name, input }: Call): unknown {
  const write = writes[name as keyof Writes] as (transaction: unknown, input: unknown) => unknown;
  return write(transaction, input);
}
