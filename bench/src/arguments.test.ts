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

test("to try the bench itself takes seconds, unless more is asked for", () => {
  expect(parseArguments(["--small"], ROWS)).toMatchObject({ small: true, rounds: 1, seconds: 1 });
  expect(parseArguments(["--small", "--rounds", "2"], ROWS)).toMatchObject({ rounds: 2 });
});

test("peers are installed and plots drawn for the documentation only when asked for", () => {
  expect(parseArguments([], ROWS)).toMatchObject({ installPeers: false, docs: false });
  expect(parseArguments(["--install-peers"], ROWS)).toMatchObject({ installPeers: true });
  expect(parseArguments(["--docs"], ROWS)).toMatchObject({ docs: true });
});

test.each([
  [["fanout"], "choose from flushes, fan-out, "],
  [["--rounds", "0"], "--rounds must be a whole number"],
  [["--round", "3"], "--round"],
])("%p is refused in words", (given, words) => {
  expect(() => parseArguments(given, ROWS)).toThrow(ArgumentsError);
  expect(() => parseArguments(given, ROWS)).toThrow(words);
});
