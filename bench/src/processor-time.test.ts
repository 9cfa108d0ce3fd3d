import { expect, test } from "bun:test";
import { hasProcessorTimes, parseStat, processorMsOf } from "./processor-time.ts";

test("user and system time count, of the process and of its ended children", () => {
  const stat = "812 (bun (net) 1) S 77 812 812 0 -1 4194560 1 2 3 4 150 50 7 3 20 0 12 0 99 1 2 3";
  expect(parseStat(stat)).toEqual({ parent: 77, processorMs: 2_100 });
});

test.skipIf(!hasProcessorTimes())(
  "the time of a running child is part of the time of its parent",
  async () => {
    const before = processorMsOf(process.pid);
    const busy =
      "const end = Date.now() + 200; while (Date.now() < end); console.log('done'); setInterval(() => {}, 1e4)";
    const child = Bun.spawn([process.execPath, "-e", busy], { stdout: "pipe" });
    await child.stdout.getReader().read();
    const childMs = processorMsOf(child.pid);
    expect(childMs).toBeGreaterThan(0);
    expect(processorMsOf(process.pid) - before).toBeGreaterThanOrEqual(childMs);
    child.kill();
    await child.exited;
  },
);
