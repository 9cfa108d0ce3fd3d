import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chosen, stepsOf } from "./rehearsal.ts";

test("a step is a call that a thread makes more often than any thread before", async () => {
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-rehearsal-"));
  const log = join(folder, "log.txt");
  await Bun.write(
    log,
    `10 openat(AT_FDCWD, "secret") = 3
10 pwrite64(3, ""..., 24, 0) = 24
11 pwrite64(4, ""..., 24, 0) = 24
11 pwrite64(4, ""..., 24, 24) = 24
10 pwrite64(3, ""..., 24, 24 <unfinished ...>
10 <... pwrite64 resumed>) = 24
`,
  );
  expect(stepsOf(log)).toEqual([
    { call: "openat", when: "1" },
    { call: "pwrite64", when: "1" },
    { call: "pwrite64", when: "2" },
  ]);
  rmSync(folder, { recursive: true });
});

test("the first of each call is chosen, and so many more from the first to the last", () => {
  const writes = Array.from({ length: 100 }, (_, index) => ({
    call: "pwrite64",
    when: `${index + 1}`,
  })) as never[];
  const steps = [{ call: "openat", when: "1" } as const, ...writes];
  expect(chosen(steps, 5).map(({ call, when }) => `${call} ${when}`)).toEqual([
    "openat 1",
    "pwrite64 1",
    "pwrite64 2",
    "pwrite64 51",
    "pwrite64 100",
  ]);
});
