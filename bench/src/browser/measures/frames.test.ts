import { expect, test } from "bun:test";
import { framesOf } from "./frames.ts";

test("the frames of a second are counted second by second, so that one that stalls does not hide among the others", () => {
  const smooth = Array.from({ length: 60 }, () => 1_000 / 60);
  const slow = Array.from({ length: 10 }, () => 100);
  const { perSecond, lateShare } = framesOf([...smooth, ...slow, ...slow]);
  expect(Math.round(perSecond)).toBe(10);
  expect(lateShare).toBeCloseTo(20 / 80);
});

test("less than a second is reckoned as if it went on", () => {
  expect(framesOf([10, 10]).perSecond).toBe(100);
});
