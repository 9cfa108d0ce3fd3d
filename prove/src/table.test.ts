import { expect, test } from "bun:test";
import { notRun, type Proof, UNBROKEN } from "./proof.ts";
import { hasFailed, lineOf, summaryOf } from "./table.ts";

const held: Proof = { what: "killed", kind: "faults", count: 200, broken: UNBROKEN, failures: [] };
const lost: Proof = { ...held, broken: { ...UNBROKEN, lost: 1 } };
const wrong: Proof = { ...held, kind: "inputs", failures: ["seed 7: two orders"] };

test("a proof fails by what broke and by what else was wrong, and not by what was not run", () => {
  expect([held, lost, wrong, notRun("a", "faults", "no strace")].map(hasFailed)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test("what failed stands under its line, and what was not run is not counted as held", () => {
  expect(lineOf(wrong)).toContain("✗ killed");
  expect(lineOf(wrong)).toContain("\n    seed 7: two orders");
  const summary = summaryOf([held, lost, wrong, notRun("a", "faults", "no strace")], 61_000);
  expect(summary).toContain("faults survived 400 · inputs tried 200 · seeds run 0");
  expect(summary).toContain("lost 1 · doubled 0 · reordered 0 · leaked 0");
  expect(summary).toContain("1 proofs held, 2 failed, 1 not run, in 1 min 1 s");
});
