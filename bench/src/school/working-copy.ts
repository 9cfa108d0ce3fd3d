import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "../folders.ts";

const copies = new Set<string>();

process.on("exit", () => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** A copy of a data folder for one server to write to; gone at the latest when the bench ends. */
export function makeWorkingCopy(data: string): { data: string; remove(): void } {
  const copy = mkdtempSync(join(CACHE, "run-"));
  copies.add(copy);
  cpSync(data, copy, { recursive: true });
  return {
    data: copy,
    remove() {
      rmSync(copy, { recursive: true });
      copies.delete(copy);
    },
  };
}
