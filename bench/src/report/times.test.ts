import { expect, test } from "bun:test";
import { formatTimes } from "./times.ts";

test("the time of each row is told, and of all", () => {
  const times = [
    { row: "flushes", seconds: 4.6 },
    { row: "fan-out", seconds: 359.7 },
  ];
  expect(formatTimes(times)).toBe("Took 6 min 4 s: flushes 5 s, fan-out 6 min 0 s.");
});
