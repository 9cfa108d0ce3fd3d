import { chownSync, closeSync, fsyncSync, openSync, statfsSync, statSync } from "node:fs";
import { CommandError } from "../encrptalk/command.ts";

/** Flushes the names in a folder to the disk. What lies on another machine may know nothing of that. */
export function flushNames(folder: string): void {
  try {
    flush(folder);
  } catch (error) {
    const { code = "" } = error as { code?: string };
    if (!/^(EINVAL|ENOTSUP|EOPNOTSUPP|EISDIR|EBADF)$/.test(code)) throw error;
  }
}

/** Flushes a file's contents to the disk. */
export function flush(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** What the superuser makes in a folder is to be its owner's: the server runs as that one. */
export function giveToOwnerOf(folder: string, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(path, uid, gid);
}

/** Throws `CommandError` where a folder's disk has no room for so much. */
export function requireRoomFor(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes)
    throw new CommandError(
      `There is no room in ${folder}: ${megabytes(bytes)} are needed, and ${megabytes(bavail * bsize)} are free.`,
    );
}

export const megabytes = (bytes: number): string =>
  `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;

/**
 * The error as a sentence where the disk or the rights of this user are to blame, else as it is. `path`: what was
 * worked on, where the error does not say.
 */
export function explained(error: unknown, path: string): unknown {
  const { code = "", path: place = path } = error as { code?: string; path?: string };
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)) return new CommandError(`There is no room for ${place}.`);
  if (/^(EACCES|EPERM|EROFS|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM)/.test(code))
    return new CommandError(`${place} cannot be read or written by this user.`);
  if (/^(SQLITE_CORRUPT|SQLITE_NOTADB)/.test(code))
    return new CommandError(`${place} is damaged or not a database.`);
  return error;
}
