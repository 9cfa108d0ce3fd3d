import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "../folders.ts";
import { hashOfMigrations } from "./hash-of-migrations.ts";

/**
 * A folder that `make` fills, once for each state of the tables: what was made for former ones goes. `name`: what it
 * holds, in a way that no other begins with.
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(CACHE, `${name}-${hashOfMigrations()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  for (const former of readdirSync(CACHE))
    if (former.startsWith(`${name}-`)) rmSync(join(CACHE, former), { recursive: true });
  const unfinished = join(CACHE, `unfinished-${name}-${process.pid}`);
  mkdirSync(unfinished);
  try {
    await make(unfinished);
    // Another bench may have been faster.
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
