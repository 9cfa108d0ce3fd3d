import { expect, test } from "bun:test";
import { findUncitedCriteria } from "./criteria.mjs";

const criteria = { "R1.1": "a message goes out", "R1.2": "everybody gets it" };

test("a criterion that no title cites is found", () => {
  expect(findUncitedCriteria(criteria, ["R1.1: Amina writes"])).toEqual([
    "R1.2 (everybody gets it) is in no browser test's title",
  ]);
});

test("a title which cites what was never asked for is found", () => {
  expect(findUncitedCriteria(criteria, ["R1.1, R1.2 and R9.9"])).toEqual([
    "R9.9 stands in a browser test's title, but not in e2e/criteria.json",
  ]);
});
