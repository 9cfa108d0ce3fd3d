import { expect, test } from "bun:test";
import { Histogram } from "./histogram.ts";

test("each value counts in its bucket and in all above it, one on a bound too", () => {
  const seen = new Histogram([1, 2, 5]);
  for (const value of [0, 1, 1.5, 2, 5, 5.1, 1_000]) seen.observe(value);
  expect(seen.cumulative()).toEqual([
    { bound: 1, count: 2 },
    { bound: 2, count: 4 },
    { bound: 5, count: 5 },
    { bound: Number.POSITIVE_INFINITY, count: 7 },
  ]);
  expect(seen.sum).toBeCloseTo(1_014.6);
});
