import type { Spread } from "../spread.ts";

/** How thoroughly to measure. */
export interface Effort {
  /** Rounds that count; in each every peer runs once, under the same schedule. */
  rounds: number;
  /** Length of a measured run. */
  seconds: number;
}

/** One line of the table. */
export interface Figure {
  what: string;
  unit: "µs" | "ms" | "";
  /** In words. */
  goal: string;
  ours: Spread;
  /** Measured beside ours, in the same rounds. */
  peer: { name: string; leavesOut: string; figure: Spread; ratio: Spread } | null;
  /** Whether the median meets the goal; `null` when the goal does not concern this line. */
  meetsGoal: boolean | null;
}

export interface RowResult {
  row: string;
  title: string;
  figures: Figure[];
  /** What else there is to know, each a sentence. */
  notes: string[];
  /** Everything that was measured, for the JSON file. */
  runs: unknown[];
}

/** A row for which no figure could be had; the message says why. */
export class NotMeasured extends Error {
  override readonly name = "NotMeasured";
}

/** One row of the table of goals. A new one is a file beside this one, named in index.ts. */
export interface Row {
  name: string;
  /** Throws `NotMeasured`. */
  measure(effort: Effort): Promise<RowResult>;
}
