import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "../setup/root.mjs";
import { readSourceFiles } from "./source-files.mjs";
import { testTitlesIn } from "./test-titles.mjs";

const TESTED_FOLDERS = ["protocol", "client", "server", "web", "e2e", "bench", "prove", "docs"];

// Every numbered rule of docs/protocol.md stands in the title of a test that proves it.
export const protocolRulesCheck = {
  name: "protocol rules",
  run() {
    if (!existsSync(inRoot("docs/protocol.md"))) return ["docs/protocol.md does not exist"];
    const titles = readSourceFiles(TESTED_FOLDERS).flatMap(({ source }) => testTitlesIn(source));
    return findUnprovedRules(readFileSync(inRoot("docs/protocol.md"), "utf8"), titles);
  },
};

/**
 * @param {string} markdown rules are written as **P12**
 * @param {string[]} titles of all tests
 * @returns {string[]} one sentence for each rule without a test, and for each test of a rule that does not exist
 */
export function findUnprovedRules(markdown, titles) {
  const rules = new Set([...markdown.matchAll(/\*\*(P\d+)\*\*/g)].map((match) => String(match[1])));
  const cited = new Set(titles.flatMap((title) => title.match(/\bP\d+\b/g) ?? []));
  return [
    ...[...rules]
      .filter((rule) => !cited.has(rule))
      .map((rule) => `${rule} of docs/protocol.md is in no test's title`),
    ...[...cited]
      .filter((rule) => !rules.has(rule))
      .map((rule) => `${rule} stands in a test's title, but docs/protocol.md has no such rule`),
  ];
}
