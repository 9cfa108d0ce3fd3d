import { expect, test } from "bun:test";
import { failuresIn } from "./failures.mjs";

test("of each failed test stands what it printed, and in which file it is", () => {
  const output = `bun test v1.4.5

a.test.ts:
(pass) fine [0.04ms]
error: expect(received).toBe(expected)

Expected: 2
(fail) d > bad one [0.27ms]
(pass) d > fine as well [0.02ms]

b.test.ts:
(fail) slow [101.40ms]
  ^ this test timed out after 100ms.
error: once more
(fail) the last [1ms]

3 tests failed:
(fail) d > bad one [0.27ms]

 2 pass
 3 fail
`;
  expect(failuresIn(output)).toEqual([
    "a.test.ts:\nerror: expect(received).toBe(expected)\n\nExpected: 2\n(fail) d > bad one [0.27ms]",
    "b.test.ts:\n(fail) slow [101.40ms]\n  ^ this test timed out after 100ms.",
    "b.test.ts:\nerror: once more\n(fail) the last [1ms]",
  ]);
});

test("so does what was thrown between tests", () => {
  const output = "b.test.ts:\n\n# Unhandled error between tests\n-----\nerror: between\n-----\n\n 1 pass\n";
  expect(failuresIn(output)).toEqual([
    "b.test.ts:\n\n# Unhandled error between tests\n-----\nerror: between\n-----",
  ]);
});

test("with the colours of a terminal, and without a failure", () => {
  expect(failuresIn("a.test.ts:\n\u001b[31m✗\u001b[0m bad\n")).toEqual(["a.test.ts:\n✗ bad"]);
  expect(failuresIn("a.test.ts:\n(pass) fine\n\n 1 pass\n 0 fail\n")).toEqual([]);
});

test("of a test that prints very much, the start and the end", () => {
  const lines = Array.from({ length: 500 }, (_, line) => `line ${line}`);
  const [failure] = failuresIn(`a.test.ts:\n${lines.join("\n")}\n(fail) long\n`);
  expect(failure?.split("\n")).toHaveLength(82);
  expect(failure).toStartWith("a.test.ts:\nline 0\n");
  expect(failure).toEndWith("line 499\n(fail) long");
});
