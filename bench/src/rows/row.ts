import type { Spread } from "../spread.ts";

/** How thoroughly to measure. */
export interface Effort {
  /** Rounds that count; in each every peer runs once, under the same schedule. */
  rounds: number;
  /** Length of a measured run. */
  seconds: number;
  /** Everything a hundredth of its size, to try the bench itself: the figures say nothing, and no goal is judged. */
  small: boolean;
}

/** One line of the table. */
export interface Figure {
  what: string;
  unit: "µs" | "ms" | "s" | "KB" | "MB" | "per second" | "";
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
  growth: Growth[];
  /** Everything that was measured, for the JSON file. */
  runs: unknown[];
}

/** How a cost grows with what there is: one plot, a line for each series. */
export interface Growth {
  /** Of the plot's file, and unique among all rows. */
  name: string;
  title: string;
  /** With its unit, as the axis says it. */
  x: string;
  y: string;
  series: { name: string; points: { x: number; y: number }[] }[];
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
