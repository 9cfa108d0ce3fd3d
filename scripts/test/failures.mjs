import { stripVTControlCharacters } from "node:util";

const FILE = /^\S+\.test\.ts:$/;
const ENDED_WELL = /^(\(pass\)|\(skip\)|\(todo\)|✓|»|✎) /;
const FAILED = /^(\(fail\)|✗) /;
const BETWEEN_TESTS = /^# Unhandled error between tests$/;
/** Below it Bun names what failed once more. */
const AGAIN = /^\d+ tests? failed:$/;
const SUMMARY = /^ \d+ pass$/;

/** A property's counterexample stands at the start and the frame of the mistake at the end of what a test prints. */
const MOST_LINES = 80;

/**
 * What Bun printed of each failed test, to be told again at the end: the log of a long run is often cut short.
 * @param {string} output of `bun test`
 * @returns {string[]}
 */
export function failuresIn(output) {
  /** @type {string[]} */
  const failures = [];
  let file = "";
  /** @type {string[]} */
  let told = [];
  const end = () => {
    if (told.some((line) => FAILED.test(line) || BETWEEN_TESTS.test(line))) {
      failures.push([file, ...shortened(told)].join("\n").trimEnd());
    }
    told = [];
  };

  for (const line of stripVTControlCharacters(output).split("\n")) {
    if (AGAIN.test(line)) break;
    const isFile = FILE.test(line);
    if (isFile || ENDED_WELL.test(line) || SUMMARY.test(line)) end();
    else {
      if (told.some((earlier) => FAILED.test(earlier)) && !isWhy(line)) end();
      told.push(line);
    }
    if (isFile) file = line;
  }
  end();
  return failures;
}

/** The line below a test that says what became of it, as of one that took too long. @param {string} line */
const isWhy = (line) => line.startsWith("  ^ ");

/** @param {string[]} lines */
const shortened = (lines) =>
  lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES / 2), "…", ...lines.slice(-MOST_LINES / 2)];
