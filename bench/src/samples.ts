import type { Figure, RowResult } from "./rows/row.ts";
import type { Run } from "./run.ts";

// What tests measure nothing for.

/** A run that counts. */
export const sampleRun = (differs: Partial<Run> = {}): Run => ({
  peer: "Encrptalk",
  serverMicrosecondsPerDelivery: 7,
  deliveries: 10,
  lost: 0,
  misplaced: 0,
  latencyMs: { p50: 1, p99: 2, most: 3 },
  failures: [],
  frame: null,
  bytesPerDelivery: 400,
  sentLateMs: 0,
  processorShare: 0.5,
  othersShare: 0,
  ...differs,
});

/** A line whose goal is met. */
export const sampleFigure = (differs: Partial<Figure> = {}): Figure => ({
  what: "server CPU per delivery",
  unit: "µs",
  goal: "≤ 1.25 × raw",
  ours: { median: 7.2, least: 7, most: 7.5 },
  peer: {
    name: "raw",
    leavesOut: "durability",
    figure: { median: 6, least: 5.9, most: 6.3 },
    ratio: { median: 1.2, least: 1.11, most: 1.27 },
  },
  meetsGoal: true,
  ...differs,
});

export const sampleRow = (differs: Partial<RowResult> = {}): RowResult => ({
  row: "fan-out",
  title: "Fan-out",
  figures: [sampleFigure()],
  notes: ["5 rounds count."],
  growth: [],
  runs: [],
  ...differs,
});
