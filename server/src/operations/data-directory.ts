import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { claimDatabase } from "../store/sqlite/open-database.ts";
import { StoreOpenError } from "../store/sqlite/store-open-error.ts";
import { flush } from "./backup/durable-files.ts";
import { isUnsettled, settleRestore } from "./backup/settle-restore.ts";
import { dataFilesOf } from "./data-files.ts";

/** The folder cannot be used; the message is one sentence for the operator. */
export class DataDirectoryError extends Error {
  override readonly name = "DataDirectoryError";
}

export interface DataDirectory {
  /** The database file. */
  database: string;
  /** Signs the cookies; made at the first start. */
  secret: string;
}

/**
 * Makes the folder when it is not there, for its owner's eyes only, and completes a restore that was interrupted. That
 * one server has it at a time is the store's care. Throws `DataDirectoryError`, and `StoreOpenError` while a backup is
 * being restored there.
 */
export function prepareDataDirectory(path: string): DataDirectory {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const { database, secret } = dataFilesOf(path);
    if (isUnsettled(path)) settleInterrupted(path, database);
    return { database, secret: readSecret(secret) };
  } catch (error) {
    if (error instanceof DataDirectoryError || error instanceof StoreOpenError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataDirectoryError(
      `The data folder ${path} cannot be used (${reason}): set DATA_DIR to a folder that can be written.`,
    );
  }
}

function settleInterrupted(path: string, database: string): void {
  const release = claimDatabase(database);
  try {
    settleRestore(path);
  } finally {
    release();
  }
}

/** In one step, whenever the process ends: the next start would have to refuse half a secret. */
function makeSecret(file: string): void {
  const partial = `${file}.partial`;
  writeFileSync(partial, randomBytes(32).toString("base64url"), { mode: 0o600, flush: true });
  renameSync(partial, file);
  flush(dirname(file));
}

function readSecret(file: string): string {
  if (!existsSync(file)) makeSecret(file);
  chmodSync(file, 0o600);
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length >= 32) return secret;
  throw new DataDirectoryError(
    `The file ${file} is damaged: restore it, or remove it, which signs everyone out.`,
  );
}
