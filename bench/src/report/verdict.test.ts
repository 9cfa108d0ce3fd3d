import { expect, test } from "bun:test";
import type { Figure, RowResult } from "../rows/row.ts";
import { sampleFigure, sampleRow } from "../samples.ts";
import { summarise, verdictOf } from "./verdict.ts";

const figure = (goal: string, meetsGoal: boolean | null): Figure => sampleFigure({ goal, meetsGoal });
const row = (name: string, figures: Figure[]): RowResult => sampleRow({ row: name, figures });

test("a goal whose peer did not run is not judged, and a line without a goal has no verdict", () => {
  expect(verdictOf(figure("≤ 0.15 × ejabberd", null))).toBe("not judged");
  expect(verdictOf(figure("", null))).toBe("");
  expect(verdictOf(figure("≤ 3 ms", true))).toBe("pass");
  expect(verdictOf(figure("≤ 3 ms", false))).toBe("SHORT");
});

test("the summary counts the rows that pass, and names all that do not", () => {
  const results = [
    row("desk", [figure("≤ 20 ms", true), figure("", null)]),
    row("search", [figure("≤ 30 ms", true), figure("≤ 100 ms", false)]),
    row("fan-out", [figure("≤ 1.25 × raw", true), figure("≤ 0.15 × ejabberd", null)]),
  ];
  expect(summarise(results, [{ row: "web", why: "There is no Chromium." }])).toEqual([
    "1 of 4 rows pass.",
    "Short: search (≤ 100 ms).",
    "Not judged: fan-out (≤ 0.15 × ejabberd).",
    "Not measured: web. There is no Chromium.",
  ]);
});
