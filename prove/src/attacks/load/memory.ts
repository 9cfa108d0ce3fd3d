import { existsSync } from "node:fs";
import { residentMegabytes } from "../../load/watch.ts";
import type { Program } from "../../program/program.ts";

/** Resident memory of the program, in MB, also where there is no /proc. */
export function memoryOf({ processId }: Program): number {
  if (existsSync("/proc/self/statm")) return residentMegabytes(processId);
  const { stdout } = Bun.spawnSync(["ps", "-o", "rss=", "-p", String(processId)]);
  return Number(stdout.toString()) / 1_024;
}
