import { expect, test } from "bun:test";
import { ArgumentsError, parseArguments } from "./arguments.ts";
import { ROWS } from "./rows/index.ts";

test("without arguments every row is measured", () => {
  expect(parseArguments([], ROWS).rows).toEqual(ROWS);
});

test("one row can be measured alone, and shortly", () => {
  const { rows, rounds, seconds } = parseArguments(["fan-out", "--rounds", "1", "--seconds", "2"], ROWS);
  expect(rows.map(({ name }) => name)).toEqual(["fan-out"]);
  expect({ rounds, seconds }).toEqual({ rounds: 1, seconds: 2 });
});

test.each([
  [["fanout"], "choose from flushes, fan-out, latency"],
  [["--rounds", "0"], "--rounds must be a whole number"],
  [["--round", "3"], "--round"],
])("%p is refused in words", (given, words) => {
  expect(() => parseArguments(given, ROWS)).toThrow(ArgumentsError);
  expect(() => parseArguments(given, ROWS)).toThrow(words);
});
