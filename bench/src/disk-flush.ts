import { closeSync, fdatasyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "./folders.ts";
import { spreadOf } from "./spread.ts";

const PAGE_BYTES = 4_096;
const FLUSHES = 100;

/** The median time in ms in which the disk under the servers' data stores one page for good. */
export function measureDiskFlushMs(): number {
  mkdirSync(CACHE, { recursive: true });
  const path = join(CACHE, "flush");
  const file = openSync(path, "w");
  try {
    const page = Buffer.alloc(PAGE_BYTES, 1);
    const times = Array.from({ length: FLUSHES }, () => {
      const startedAt = performance.now();
      writeSync(file, page);
      fdatasyncSync(file);
      return performance.now() - startedAt;
    });
    return spreadOf(times).median;
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
