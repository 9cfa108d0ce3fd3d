import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Connection } from "../../store/sqlite/connection.ts";
import { migrate } from "../../store/sqlite/migrations.ts";
import { claimDatabase } from "../../store/sqlite/open-database.ts";
import { recordOperation } from "../audit/record-operation.ts";
import { dataFilesOf } from "../data-files.ts";
import { CommandError } from "../encrptalk/command.ts";
import { requireIntegrity } from "../require-school.ts";
import { readSeal, unpackBackup } from "./backup-file.ts";
import { explained, flush, flushNames, giveToOwnerOf, requireRoomFor } from "./durable-files.ts";
import { asideIn, readyIn, settleRestore, unfinishedIn } from "./settle-restore.ts";
import { stampOf } from "./stamp.ts";

export interface RestoreOptions {
  dataDirectory: string;
  /** Absolute path of the backup. */
  file: string;
  now: number;
  say(line: string): void;
}

export interface Restored {
  madeAt: number;
  /** The folder with what was there before; `null`: nothing was. */
  aside: string | null;
}

/**
 * Puts a backup in the place of what a data folder has, which is kept aside. Interrupted anywhere, the folder has the
 * former data or the restored ones: see `settleRestore`. Throws `CommandError`, and `StoreOpenError` while a server
 * has the folder.
 */
export function restoreBackup({ dataDirectory, file, now, say }: RestoreOptions): Restored {
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
  try {
    const seal = readSeal(file);
    const { database, secret } = dataFilesOf(dataDirectory);
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    const release = claimDatabase(database);
    try {
      giveToOwnerOf(dataDirectory, `${database}.lock`);
      settleRestore(dataDirectory);
      requireRoomFor(dataDirectory, seal.bytes);
      const unfinished = unfinishedIn(dataDirectory);
      mkdirSync(unfinished, { mode: 0o700 });
      // At once: what is left of it when this ends here is the server's own user's to remove.
      giveToOwnerOf(dataDirectory, unfinished);
      try {
        say("Unpacking the backup …");
        const restored = join(unfinished, basename(database));
        unpackBackup(file, seal, restored);
        say("Checking it …");
        requireIntegrity(restored);
        beginHistory(restored, file, now);
        writeFileSync(join(unfinished, basename(secret)), seal.secret, { mode: 0o600, flush: true });
        for (const path of [restored, join(unfinished, basename(secret))]) {
          flush(path);
          giveToOwnerOf(dataDirectory, path);
        }
        flushNames(unfinished);
        say("Putting it in its place …");
        renameSync(unfinished, readyIn(dataDirectory, newStamp(dataDirectory, now)));
        flushNames(dataDirectory);
      } finally {
        rmSync(unfinished, { recursive: true, force: true });
      }
      return { madeAt: seal.madeAt, aside: settleRestore(dataDirectory, say) };
    } finally {
      release();
    }
  } catch (error) {
    throw explained(error, dataDirectory);
  }
}

/** Of two restores within a second each puts aside what it found. */
function newStamp(dataDirectory: string, now: number): string {
  const stamp = stampOf(now);
  let unused = stamp;
  for (let count = 2; existsSync(asideIn(dataDirectory, unused)); count++) unused = `${stamp}-${count}`;
  return unused;
}

/**
 * Brings the database up to date, and makes its history another one: whoever knew more than it has must not take
 * what follows for what they know.
 */
function beginHistory(database: string, backup: string, now: number): void {
  const db = new Connection(database, "write");
  try {
    migrate(db, backup);
    db.run("BEGIN IMMEDIATE");
    db.run("UPDATE meta SET epoch = ?", crypto.randomUUID());
    recordOperation(db, now, { kind: "backup.restored", details: {} });
    db.run("COMMIT");
  } finally {
    // The last to close leaves everything in the one file.
    db.close();
  }
}
