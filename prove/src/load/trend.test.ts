import { expect, test } from "bun:test";
import { median, risePerHour } from "./trend.ts";

test("the middle of an odd and an even number of numbers, in whatever order", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("what grows by a hundredth each second grows by 36 an hour, whatever is collected in between", () => {
  const leaking = Array.from({ length: 300 }, (_, second) => 200 + second / 100 + (second % 10) * 5);
  expect(risePerHour(leaking)).toBeCloseTo(36);
});

test("what goes up and down does not grow, and one odd stretch does not make it grow", () => {
  const level = Array.from({ length: 300 }, (_, second) => 200 + (second % 10));
  expect(risePerHour(level)).toBe(0);
  expect(risePerHour(level.map((sample, second) => (second >= 280 ? sample + 500 : sample)))).toBe(0);
});
