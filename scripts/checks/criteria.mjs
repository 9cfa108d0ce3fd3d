import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "../setup/root.mjs";
import { readSourceFiles } from "./source-files.mjs";
import { testTitlesIn } from "./test-titles.mjs";

// Every acceptance criterion stands in the title of at least one browser test.
export const criteriaCheck = {
  name: "criteria",
  run() {
    if (!existsSync(inRoot("e2e/tests")))
      return ["e2e/tests does not exist: no criterion is shown by a browser test"];
    const criteria = JSON.parse(readFileSync(inRoot("e2e/criteria.json"), "utf8"));
    const specs = readSourceFiles(["e2e/tests"]).filter(({ path }) => path.endsWith(".spec.ts"));
    return findUncitedCriteria(
      criteria,
      specs.flatMap(({ source }) => testTitlesIn(source)),
    );
  },
};

/**
 * @param {Record<string, string>} criteria id → what was asked for
 * @param {string[]} titles of the browser tests
 * @returns {string[]} one sentence for each criterion without a test, and for each unknown one
 */
export function findUncitedCriteria(criteria, titles) {
  const cited = new Set(titles.flatMap((title) => title.match(/\b[RD]\d+\.\d+\b/g) ?? []));
  const uncited = Object.keys(criteria).filter((id) => !cited.has(id));
  const unknown = [...cited].filter((id) => !(id in criteria));
  return [
    ...uncited.map((id) => `${id} (${criteria[id]}) is in no browser test's title`),
    ...unknown.map((id) => `${id} stands in a browser test's title, but not in e2e/criteria.json`),
  ];
}
