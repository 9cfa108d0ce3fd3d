import { expect, test } from "bun:test";
import { roughly } from "./duration.ts";

const MINUTE = 60_000;

test("How long Asha has waited is said in the largest unit that fits", () => {
  expect(roughly(59 * MINUTE)).toEqual({ count: 59, unit: "minute" });
  expect(roughly(60 * MINUTE)).toEqual({ count: 1, unit: "hour" });
  expect(roughly(47 * 60 * MINUTE)).toEqual({ count: 1, unit: "day" });
});

test("A moment, or a clock that is a little behind, counts as a minute", () => {
  expect(roughly(0)).toEqual({ count: 1, unit: "minute" });
  expect(roughly(-5_000)).toEqual({ count: 1, unit: "minute" });
});
