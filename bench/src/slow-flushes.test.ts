import { expect, test } from "bun:test";
import { startChild } from "./child.ts";
import { SLOW_FLUSH_MS, slowFlushes } from "./slow-flushes.ts";

const FLUSHES = 10;
const PROGRAM = `
  const { closeSync, fdatasyncSync, openSync, rmSync, writeSync } = require("node:fs");
  const path = "${import.meta.dirname}/flush-" + process.pid;
  const file = openSync(path, "w");
  const from = performance.now();
  for (let count = 0; count < ${FLUSHES}; count += 1) {
    writeSync(file, "a page");
    fdatasyncSync(file);
  }
  console.log("took", performance.now() - from, "in", process.pid);
  closeSync(file);
  rmSync(path);
  setInterval(() => {}, 1_000);`;

const before = slowFlushes();

test.skipIf(before === null)(
  "each flush of a program takes as long, and the program is the child",
  async () => {
    const child = await startChild([...(before ?? []), process.execPath, "-e", PROGRAM], {}, (output) => {
      const [, ms, processId] = /^took (\S+) in (\d+)$/m.exec(output) ?? [];
      return ms === undefined ? null : { ms: Number(ms), processId: Number(processId) };
    });
    await child.stop();
    expect(child.found.processId).toBe(child.processId);
    expect(child.found.ms).toBeGreaterThanOrEqual(FLUSHES * SLOW_FLUSH_MS);
  },
);
