import { expect, test } from "bun:test";
import { percentile, spreadOf } from "./spread.ts";

test("a spread is the median between the least and the most", () => {
  expect(spreadOf([9, 1, 5])).toEqual({ median: 5, least: 1, most: 9 });
  expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, most: 4 });
});

test("a percentile is a value that was measured", () => {
  const sorted = Float64Array.from({ length: 200 }, (_, index) => index + 1);
  expect(percentile(sorted, 0.5)).toBe(100);
  expect(percentile(sorted, 0.99)).toBe(198);
  expect(percentile(Float64Array.of(7), 0.99)).toBe(7);
});
