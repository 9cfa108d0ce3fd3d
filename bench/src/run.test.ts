import { expect, test } from "bun:test";
import { arrivals, whyRejected } from "./run.ts";
import { sampleRun } from "./samples.ts";

test("a run without loss, in order, from a generator with room to spare counts", () => {
  expect(whyRejected(sampleRun())).toEqual([]);
});

test.each([
  [{ lost: 3 }, "3 deliveries were lost"],
  [{ misplaced: 1 }, "1 deliveries came out of order or twice"],
  [{ processorShare: 0.91 }, "the generator used 91 % of its core"],
  [{ failures: ["a connection ended: 4001"] }, "failed: a connection ended: 4001"],
])("%p is rejected in words", (flaw, reason) => {
  expect(whyRejected(sampleRun(flaw))).toEqual([reason]);
});

test("messages come in order within the time given, the same number in each run", () => {
  const dueMs = arrivals(50, 4);
  expect(dueMs.length).toBe(200);
  expect(dueMs.toSorted((one, other) => one - other)).toEqual(dueMs);
  expect(dueMs.every((due) => due >= 0 && due < 4_000)).toBe(true);
});
