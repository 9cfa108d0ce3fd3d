import { Database, SQLiteError } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Epoch } from "@encrptalk/protocol";
import { Connection } from "./connection.ts";
import { migrate } from "./migrations.ts";
import { StoreOpenError } from "./store-open-error.ts";

/** Claims the file for this process, brings it up to date, and tells its epoch. Throws `StoreOpenError`. */
export function openDatabase(file: string): { epoch: Epoch; release(): void } {
  const release = claimDatabase(file);
  try {
    return { epoch: prepare(file), release };
  } catch (error) {
    release();
    throw explained(error, file);
  }
}

function prepare(file: string): Epoch {
  const db = new Connection(file, "write");
  try {
    migrate(db, file);
    const meta = db.get<{ epoch: Epoch }>("SELECT epoch FROM meta");
    if (!meta) throw new Error("the database has no epoch");
    return meta.epoch;
  } finally {
    db.close();
  }
}

/**
 * Two servers must never write one history. SQLite's own lock on a file beside the database says who does: the
 * operating system lifts it however the process ends. Gives what lifts it. Throws `StoreOpenError`.
 */
export function claimDatabase(file: string): () => void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const lock = new Database(`${file}.lock`, { create: true });
    lock.run("PRAGMA journal_mode = MEMORY");
    lock.run("BEGIN EXCLUSIVE");
    return () => lock.close();
  } catch (error) {
    if (error instanceof SQLiteError && error.code?.startsWith("SQLITE_BUSY")) {
      throw new StoreOpenError(
        `The database ${file} is in use by another Encrptalk server: stop that one first.`,
      );
    }
    throw explained(error, file);
  }
}

function explained(error: unknown, file: string): unknown {
  if (error instanceof StoreOpenError || !(error instanceof Error) || !("code" in error)) return error;
  return new StoreOpenError(sentence(String(error.code), file, error.message), { cause: error });
}

function sentence(code: string, file: string, message: string): string {
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) {
    return `The file ${file} is damaged or not a database: restore a backup, or choose another DATA_DIR.`;
  }
  if (code.startsWith("SQLITE_FULL") || code === "ENOSPC") {
    return `The disk of ${file} is full: make room, then start again.`;
  }
  return `The database ${file} cannot be opened (${message}): check that its folder exists and can be written.`;
}
