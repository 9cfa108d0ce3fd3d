import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Of those that are there; the next start sees to the others. */
const MOST_REMOVED = 20;
/** A process that runs makes and removes something in its folder all the time, also where its id cannot be seen. */
const UNTOUCHED_MS = 10 * 60_000;

/** A folder's name begins with this, then comes the id of its process and a “-”. */
export const NAME = "encrptalk-simulation-";

/** Removes from `parent` the folders of processes that were ended before they could do so. */
export function removeLeftFolders(parent: string): void {
  const left = readdirSync(parent).filter((name) => isLeft(parent, name));
  for (const name of left.slice(0, MOST_REMOVED))
    rmSync(join(parent, name), { recursive: true, force: true });
}

function isLeft(parent: string, name: string): boolean {
  const id = name.startsWith(NAME) ? /^(\d+)-/.exec(name.slice(NAME.length))?.[1] : undefined;
  if (id === undefined || runs(Number(id))) return false;
  const found = statSync(join(parent, name), { throwIfNoEntry: false });
  return found?.uid === process.getuid?.() && Date.now() - (found?.mtimeMs ?? 0) > UNTOUCHED_MS;
}

function runs(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Somebody else's process runs, too.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
