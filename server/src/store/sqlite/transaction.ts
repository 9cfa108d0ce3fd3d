import type { Position } from "@encrptalk/protocol";
import type { Change } from "../store.ts";
import type { Connection } from "./connection.ts";

/** What one operation of a batch writes with, and says it changed. */
export interface Transaction {
  readonly db: Connection;
  /** What the operation changed, in order. */
  readonly changes: Change[];
  nextPosition(): Position;
}

/** A write: one small function per method of the store. Refusals are thrown, and undo only this operation. */
export type Write<Input, Result> = (transaction: Transaction, input: Input) => Result;
