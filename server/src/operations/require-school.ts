import { existsSync } from "node:fs";
import { Connection } from "../store/sqlite/connection.ts";
import { isRestoring } from "./backup/settle-restore.ts";
import { dataFilesOf } from "./data-files.ts";
import { CommandError } from "./encrptalk/command.ts";

/** Throws `CommandError` unless the folder has a school, and all of it. */
export function requireSchool(dataDirectory: string): ReturnType<typeof dataFilesOf> {
  const files = dataFilesOf(dataDirectory);
  if (!existsSync(files.database) && !isRestoring(dataDirectory))
    throw new CommandError(
      `There is no school in ${dataDirectory}: set DATA_DIR to the server's data folder.`,
    );
  if (isRestoring(dataDirectory))
    throw new CommandError(
      `Restoring into ${dataDirectory} was interrupted: start the server, which completes it, and try again.`,
    );
  if (!existsSync(files.secret)) throw new CommandError(`The file ${files.secret} is missing: restore it.`);
  return files;
}

/** Throws `CommandError` when the database is damaged: what cannot be restored is no backup. */
export function requireIntegrity(file: string): void {
  const db = new Connection(file, "read");
  try {
    const found = db.all<{ integrity_check: string }>("PRAGMA integrity_check(1)");
    if (found[0]?.integrity_check !== "ok" || db.all("PRAGMA foreign_key_check").length > 0)
      throw new CommandError(`The database is damaged: see what \`encrptalk check\` says.`);
  } finally {
    db.close();
  }
}
