import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes the configuration of a peer into the folder of its run: the file of that name beside this one, with `{port}`
 * and the like filled in. Answers with its path.
 */
export function writeConfiguration(name: string, values: Record<string, string>, folder: string): string {
  const template = readFileSync(join(import.meta.dirname, name), "utf8");
  const path = join(folder, name);
  writeFileSync(
    path,
    template.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole),
  );
  return path;
}
