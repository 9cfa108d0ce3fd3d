import { expect, test } from "bun:test";
import { sampleFigure, sampleRow } from "../samples.ts";
import { formatRow } from "./table.ts";

test("a line has goal, ours, theirs, ratio, all with their spread, and whether the goal is met", () => {
  const text = formatRow(sampleRow());
  expect(text).toMatch(
    /≤ 1\.25 × raw +7\.20 µs \(7\.00–7\.50\) +6\.00 µs \(5\.90–6\.30\) raw +× 1\.20 \(1\.11–1\.27\) +pass/,
  );
  expect(text).toContain("raw leaves out: durability.");
  expect(text).toContain("5 rounds count.");
});

test("falling short stands out", () => {
  const figures = [sampleFigure({ meetsGoal: false })];
  expect(formatRow(sampleRow({ figures }))).toContain("SHORT");
});
