import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Part, type Proof, UNBROKEN } from "../proof.ts";
import type { Tally } from "./tried.ts";

const TEST_TIMEOUT_MS = 300_000;

/** The tests of this folder, with all that they can try. They are also run by `npm test`, with less. */
export const attacks: Part = {
  name: "attacks",
  async *prove() {
    const folder = mkdtempSync(join(tmpdir(), "encrptalk-attacks-"));
    const tally = join(folder, "tally.jsonl");
    try {
      const tests = Bun.spawn(
        [process.execPath, "test", `--timeout=${TEST_TIMEOUT_MS}`, import.meta.dirname],
        {
          env: { ...process.env, PROVE_TALLY: tally },
          stdin: "ignore",
          stdout: "pipe",
          stderr: "pipe",
        },
      );
      const [out, err, exitCode] = await Promise.all([
        new Response(tests.stdout).text(),
        new Response(tests.stderr).text(),
        tests.exited,
      ]);
      yield* linesOf(tally);
      yield testsProof(out + err, exitCode);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** A line for each thing tried; several tests may have tried it. */
function linesOf(tally: string): Iterable<Proof> {
  const lines = new Map<string, Proof>();
  if (!existsSync(tally)) return [];
  for (const line of readFileSync(tally, "utf8").split("\n").filter(Boolean)) {
    const { broken, ...told } = JSON.parse(line) as Tally;
    const { count = 0, broken: before = UNBROKEN } = lines.get(told.what) ?? {};
    lines.set(told.what, {
      ...told,
      kind: "inputs",
      count: count + told.count,
      broken: {
        lost: before.lost + (broken.lost ?? 0),
        doubled: before.doubled + (broken.doubled ?? 0),
        reordered: before.reordered + (broken.reordered ?? 0),
        leaked: before.leaked + (broken.leaked ?? 0),
      },
      failures: [],
    });
  }
  return lines.values();
}

/** Whether the tests passed: inputs are counted by the lines before. */
function testsProof(output: string, exitCode: number): Proof {
  const failed = output.split("\n").filter((line) => line.startsWith("(fail)"));
  const failures = exitCode !== 0 && failed.length === 0 ? [output.slice(-2_000)] : failed;
  const passed = /(\d+) pass\b/.exec(output)?.[1] ?? "0";
  return {
    what: "attack tests",
    kind: "inputs",
    count: 0,
    broken: UNBROKEN,
    failures: failures.map(
      (line) => `${line}: bun test ${import.meta.dirname.split("/").slice(-3).join("/")}`,
    ),
    figures: `${passed} tests passed`,
  };
}
