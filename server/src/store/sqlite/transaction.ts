import type { Change } from "../store.ts";
import type { CommitTotals } from "./commit-totals.ts";
import type { Connection } from "./connection.ts";

/** What one operation of a batch writes with, and says it changed. */
export interface Transaction {
  readonly db: Connection;
  /** What the operation changed, in order. */
  readonly changes: Change[];
  /** Of the commit that it is a part of. */
  readonly totals: CommitTotals;
}

/** A write: one small function per method of the store. Refusals are thrown, and undo only this operation. */
export type Write<Input, Result> = (transaction: Transaction, input: Input) => Result;
