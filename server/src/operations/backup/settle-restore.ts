import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { dataFilesOf } from "../data-files.ts";
import { flushNames, giveToOwnerOf } from "./durable-files.ts";

/** In the data folder: what is being restored, until it is whole; and what is to take its place. */
const UNFINISHED = "restore-unfinished";
const READY = /^restore-ready-(\S+)$/;

export const unfinishedIn = (dataDirectory: string): string => join(dataDirectory, UNFINISHED);

/** To this name `unfinishedIn` is changed when all of it is on the disk: from then on it is what the folder has. */
export const readyIn = (dataDirectory: string, stamp: string): string =>
  join(dataDirectory, `restore-ready-${stamp}`);

/** The folder for what was there before. */
export const asideIn = (dataDirectory: string, stamp: string): string =>
  join(dataDirectory, `before-restore-${stamp}`);

const readyStamp = (dataDirectory: string): string | null =>
  existsSync(dataDirectory)
    ? (readdirSync(dataDirectory).flatMap((name) => READY.exec(name)?.[1] ?? [])[0] ?? null)
    : null;

/** Whether a restore has come so far that it must be completed before anybody reads or writes here. */
export const isRestoring = (dataDirectory: string): boolean => readyStamp(dataDirectory) !== null;

/** Whether `settleRestore` has something to do. */
export const isUnsettled = (dataDirectory: string): boolean =>
  isRestoring(dataDirectory) || existsSync(unfinishedIn(dataDirectory));

/**
 * Ends a restore, whoever began it and wherever it was interrupted: one that was ready takes the place of what is
 * there, which is put aside; of any other nothing is left. Each step may be repeated. The database must be claimed.
 * Gives the folder with the former data, if there was any.
 */
export function settleRestore(dataDirectory: string, said: (step: string) => void = () => {}): string | null {
  rmSync(unfinishedIn(dataDirectory), { recursive: true, force: true });
  const stamp = readyStamp(dataDirectory);
  if (stamp === null) return null;
  const ready = readyIn(dataDirectory, stamp);
  const aside = asideIn(dataDirectory, stamp);
  const { database, secret } = dataFilesOf(dataDirectory);
  // Made anew from the log, and not of this one.
  for (const suffix of ["", "-wal", "-shm", "-journal"])
    rmSync(join(dataDirectory, `search.db${suffix}`), { force: true });
  // What SQLite keeps beside the former database must be gone before another one stands there.
  for (const [file, companions] of [
    [database, ["-wal", "-shm", "-journal"]] as const,
    [secret, []] as const,
  ]) {
    const replacement = join(ready, basename(file));
    if (!existsSync(replacement)) continue;
    for (const former of [...companions.map((suffix) => file + suffix), file]) {
      putAside(dataDirectory, former, aside);
      said(`${basename(former)} is put aside`);
    }
    renameSync(replacement, file);
    flushNames(dataDirectory);
    said(`${basename(file)} is restored`);
  }
  rmSync(ready, { recursive: true });
  flushNames(dataDirectory);
  return existsSync(aside) ? aside : null;
}

function putAside(dataDirectory: string, file: string, aside: string): void {
  if (!existsSync(file)) return;
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  giveToOwnerOf(dataDirectory, aside);
  renameSync(file, join(aside, basename(file)));
  flushNames(aside);
  flushNames(dataDirectory);
}
