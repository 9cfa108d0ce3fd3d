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
}

/** Makes the folder when it is not there, for its owner's eyes only. That one server has it at a time is the store's care. */
export function prepareDataDirectory(path: string): DataDirectory {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return { database: join(path, "encrptalk.db"), secret: readSecret(join(path, "secret")) };
  } catch (error) {
    if (error instanceof DataDirectoryError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataDirectoryError(
      `The data folder ${path} cannot be used (${reason}): set DATA_DIR to a folder that can be written.`,
    );
  }
}

function readSecret(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx", flush: true });
  }
  chmodSync(file, 0o600);
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length >= 32) return secret;
  throw new DataDirectoryError(
    `The file ${file} is damaged: restore it, or remove it, which signs everyone out.`,
  );
}
