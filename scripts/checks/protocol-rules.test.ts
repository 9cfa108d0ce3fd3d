import { expect, test } from "bun:test";
import { findUnprovedRules } from "./protocol-rules.mjs";

const page = "# Rules\n**P1** Order.\n**P2** No gaps.\n## Not yet\n- P2\n- **P4** Storms.\n## Appendix\nP1";

test("a rule is proved by a test or excused under Not yet", () => {
  expect(findUnprovedRules(page, ["P1: order holds"])).toEqual([]);
});

test("a rule without a test is found, also when a later section mentions it", () => {
  expect(findUnprovedRules(page, [])).toEqual([
    'P1 is in no test\'s title and not under "Not yet" in docs/protocol.md',
  ]);
});

test("a test of a rule that does not exist is found", () => {
  expect(findUnprovedRules(page, ["P1", "P3: gone"])).toEqual([
    "P3 stands in a test's title, but docs/protocol.md has no such rule",
  ]);
});
