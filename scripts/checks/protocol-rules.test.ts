import { expect, test } from "bun:test";
import { findUnprovedRules } from "./protocol-rules.mjs";

const page = "# Rules\n**P1** Order.\n**P2** No gaps.\n## Appendix\nP3 is not a rule.";

test("rules that stand in titles of tests are proved", () => {
  expect(findUnprovedRules(page, ["P1: order holds", "P1 P2: order and gaps"])).toEqual([]);
});

test("a rule without a test is found", () => {
  expect(findUnprovedRules(page, ["P1"])).toEqual(["P2 of docs/protocol.md is in no test's title"]);
});

test("a test of a rule that does not exist is found", () => {
  expect(findUnprovedRules(page, ["P1", "P2", "P3: gone"])).toEqual([
    "P3 stands in a test's title, but docs/protocol.md has no such rule",
  ]);
});
