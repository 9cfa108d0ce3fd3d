import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "../folders.ts";

/** A folder for one server to write to; gone at the latest when the bench ends. */
export interface RunFolder {
  data: string;
  remove(): void;
}

const folders = new Set<string>();

process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty one. */
export function makeRunFolder(): RunFolder {
  mkdirSync(CACHE, { recursive: true });
  const data = mkdtempSync(join(CACHE, "run-"));
  folders.add(data);
  return {
    data,
    remove() {
      rmSync(data, { recursive: true });
      folders.delete(data);
    },
  };
}

/** A copy of a data folder. */
export function makeWorkingCopy(data: string): RunFolder {
  const copy = makeRunFolder();
  cpSync(data, copy.data, { recursive: true });
  return copy;
}
