import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { compileCatalogue } from "../setup/catalogue.mjs";
import { runForeground } from "../setup/child.mjs";
import { inRoot } from "../setup/root.mjs";
import { failuresIn } from "./failures.mjs";
import { resultOf } from "./result.mjs";

const FOLDERS = ["protocol", "client", "server", "web", "bench", "prove", "docs", "scripts"];
const REPORT = inRoot("test-results/unit.xml");
const TEST_TIMEOUT_MS = 20_000;

/**
 * Unit and contract tests, and those which execute the documentation.
 * @param {string} bun path of Bun
 */
export async function runUnitTests(bun) {
  await compileCatalogue(bun);
  mkdirSync(inRoot("test-results"), { recursive: true });
  rmSync(REPORT, { force: true });
  let output = "";
  const exitCode = await runForeground(
    bun,
    [
      "test",
      `--timeout=${TEST_TIMEOUT_MS}`,
      "--reporter=junit",
      `--reporter-outfile=${REPORT}`,
      ...FOLDERS.map((folder) => `./${folder}/`),
    ],
    {
      env: process.stderr.isTTY ? { FORCE_COLOR: "1", ...process.env } : process.env,
      onError: (text) => {
        output += text;
      },
    },
  );
  const counted = existsSync(REPORT) ? countJunit(readFileSync(REPORT, "utf8")) : undefined;
  return { ...resultOf(counted, exitCode), failures: failuresIn(output) };
}

/**
 * @param {string} xml a JUnit report
 * @returns {import("./result.mjs").TestResult}
 */
export function countJunit(xml) {
  const totals = xml.match(/<testsuites\b[^>]*>/)?.[0] ?? "";
  /** @param {string} name */
  const count = (name) => Number(totals.match(new RegExp(`\\b${name}="(\\d+)"`))?.[1] ?? 0);
  const failed = count("failures") + count("errors");
  return { passed: count("tests") - failed - count("skipped"), failed };
}
