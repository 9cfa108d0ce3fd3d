import { expect, test } from "bun:test";
import { sampleFigure, sampleRow } from "../samples.ts";
import { formatMarkdown } from "./markdown.ts";
import type { Results } from "./results.ts";

const results: Results = {
  date: "2026-11-22T04:32:40.953Z",
  command: "npm run bench -- fan-out",
  machine: {
    processor: "Some Processor",
    cores: 2,
    memoryGigabytes: 24,
    linux: "6.1",
    bun: "1.4.5",
    commit: "abc",
  },
  rows: [
    sampleRow({
      figures: [sampleFigure({ what: "read | written" })],
      growth: [{ name: "fan-out-members", title: "One room", x: "members", y: "µs", series: [] }],
    }),
  ],
  notMeasured: [{ row: "web", why: "There is no Chromium." }],
  times: [],
};

test("the page says on what, when and how it was measured, and every row with what is left out", () => {
  const page = formatMarkdown(results);
  expect(page).toContain("Measured on 2026-11-22 with `npm run bench -- fan-out` on Some Processor, 2 cores");
  expect(page).toContain("- 1 of 2 rows pass.\n- Not measured: web. There is no Chromium.");
  expect(page).toContain("### Fan-out\n\n|  | goal | ours | theirs | ratio |  |\n| --- |");
  expect(page).toContain(
    "| read \\| written | ≤ 1.25 × raw | 7.20 µs (7.00–7.50) | 6.00 µs (5.90–6.30) raw | × 1.20 (1.11–1.27) | pass |",
  );
  expect(page).toContain("- raw leaves out: durability.\n- 5 rounds count.");
  expect(page).toContain("![One room](performance/fan-out-members.svg)");
});
