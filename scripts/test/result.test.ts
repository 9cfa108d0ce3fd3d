import { expect, test } from "bun:test";
import { countPlaywright } from "./browser-tests.mjs";
import { resultOf } from "./result.mjs";
import { countJunit } from "./unit-tests.mjs";

test("skipped tests count neither as passed nor as failed", () => {
  expect(
    countJunit('<testsuites name="bun test" tests="4" assertions="9" failures="1" skipped="2">'),
  ).toEqual({
    passed: 1,
    failed: 1,
  });
  expect(countPlaywright('{"stats":{"expected":3,"unexpected":1,"flaky":0,"skipped":2}}')).toEqual({
    passed: 3,
    failed: 1,
  });
});

test("a run that crashed without a failed test is a failure", () => {
  expect(resultOf({ passed: 7, failed: 0 }, 1)).toEqual({ passed: 7, failed: 1 });
  expect(resultOf(undefined, 134)).toEqual({ passed: 0, failed: 1 });
});

test("a run without tests is a failure", () => {
  expect(resultOf({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
});
