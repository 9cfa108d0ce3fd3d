import { expect, test } from "bun:test";
import type { RowResult } from "../rows/row.ts";
import { formatRow } from "./table.ts";

const result: RowResult = {
  row: "fan-out",
  title: "Fan-out",
  figures: [
    {
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
    },
  ],
  notes: ["5 rounds count."],
  growth: [],
  runs: [],
};

test("a line has goal, ours, theirs, ratio, all with their spread, and whether the goal is met", () => {
  const text = formatRow(result);
  expect(text).toMatch(
    /≤ 1\.25 × raw +7\.20 µs \(7\.00–7\.50\) +6\.00 µs \(5\.90–6\.30\) raw +× 1\.20 \(1\.11–1\.27\) +pass/,
  );
  expect(text).toContain("raw leaves out: durability.");
  expect(text).toContain("5 rounds count.");
});

test("falling short stands out", () => {
  const figures = result.figures.map((figure) => ({ ...figure, meetsGoal: false }));
  expect(formatRow({ ...result, figures })).toContain("SHORT");
});
