import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DataDirectoryError, prepareDataDirectory } from "../operations/data-directory.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import { type Seeding, seed } from "./seed.ts";

const COMPLETE = "demo.txt";
const UNFINISHED = "demo-unfinished.txt";
const NOTE = "This folder holds the sample school of `npm run demo`. Remove it to begin anew.\n";

/**
 * Sees to it that the folder holds the sample school. A file beside the database says whether all of it is there: what
 * was interrupted is removed and made anew. `onBegin`: it has to be made, which takes seconds. Throws `DataDirectoryError` where the folder holds another school, and
 * `StoreOpenError` while another process fills it.
 */
export async function prepareDemoFolder(
  path: string,
  { onBegin = () => {}, ...options }: Omit<Seeding, "store" | "secret"> & { onBegin?: () => void },
): Promise<void> {
  const { database, secret } = prepareDataDirectory(path);
  const [complete, unfinished] = [join(path, COMPLETE), join(path, UNFINISHED)];
  if (existsSync(unfinished)) await remove(database);
  else if (existsSync(database)) {
    if (existsSync(complete)) return;
    throw new DataDirectoryError(
      `The folder ${path} holds a school that is not the demo: set DATA_DIR to another folder.`,
    );
  }
  onBegin();
  writeFileSync(unfinished, NOTE, { flush: true });
  const store = await openSqliteStore({ file: database });
  try {
    await seed({ ...options, store, secret });
    renameSync(unfinished, complete);
  } finally {
    await store.close();
  }
}

/** Opens it first, which is refused while another process fills it. */
async function remove(database: string): Promise<void> {
  if (!existsSync(database)) return;
  await (await openSqliteStore({ file: database })).close();
  for (const ending of ["", "-wal", "-shm"]) rmSync(database + ending, { force: true });
}
