import { Database } from "bun:sqlite";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder cannot be used; the message is one sentence for the operator. */
export class DataDirectoryError extends Error {
  override readonly name = "DataDirectoryError";
}

export interface DataDirectory {
  /** The database file. */
  database: string;
  /** Signs the cookies; made at the first start. */
  secret: string;
  /** Lets another server have the folder. */
  release(): void;
}

/**
 * Claims the folder for this process, and makes it when it is not there. Two servers on one folder would each number
 * the log; the lock is a transaction held on a file of its own, which the system ends with the process however that
 * dies.
 */
export function claimDataDirectory(path: string): DataDirectory {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DataDirectoryError(
      `The data folder ${path} cannot be made: ${reasonOf(error)}. Set DATA_DIR to a folder that can be written.`,
    );
  }
  const lock = claim(path);
  try {
    return {
      database: join(path, "encrptalk.db"),
      secret: readSecret(join(path, "secret")),
      release: () => lock.close(),
    };
  } catch (error) {
    lock.close();
    throw new DataDirectoryError(`The data folder ${path} cannot be used: ${reasonOf(error)}.`);
  }
}

function claim(path: string): Database {
  try {
    const lock = new Database(join(path, "lock"), { create: true });
    lock.run("PRAGMA journal_mode = DELETE");
    lock.run("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
    throw new DataDirectoryError(
      isTaken
        ? `Another Encrptalk is using the data folder ${path}. Stop it first, or set DATA_DIR to another folder.`
        : `The data folder ${path} cannot be written: ${reasonOf(error)}.`,
    );
  }
}

function readSecret(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx", flush: true });
  }
  chmodSync(file, 0o600);
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 32) throw new Error(`the file ${file} is damaged`);
  return secret;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
