import { join } from "node:path";
import { RESULTS } from "../folders.ts";
import type { Machine } from "../machine.ts";
import type { RowResult } from "../rows/row.ts";

/** All that was measured in one command. */
export interface Results {
  date: string;
  command: string;
  machine: Machine;
  rows: RowResult[];
}

/** Answers with the path of the file. */
export async function writeResults(results: Results): Promise<string> {
  const path = join(RESULTS, "latest.json");
  await Bun.write(path, `${JSON.stringify(results, null, 2)}\n`);
  return path;
}
