import { randomUUID } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { CommandError } from "../encrptalk/command.ts";
import { requireIntegrity, requireSchool } from "../require-school.ts";
import { sealBackup } from "./backup-file.ts";
import { explained, flush, flushNames, megabytes, requireRoomFor } from "./durable-files.ts";
import type { SnapshotAnswer, SnapshotOrder } from "./snapshot-thread.ts";
import { stampOf } from "./stamp.ts";

const LOOK_EVERY_MS = 200;

export interface BackupOptions {
  dataDirectory: string;
  /** Absolute path: of the file, or of a folder, in which it is called after the time. */
  target: string;
  /** Whether a file of that name may be replaced. */
  force: boolean;
  now: number;
  say(line: string): void;
}

/**
 * Writes what a school has, as it is at one moment, into one file, whether its server runs or not. The file has its
 * name only when it is whole and on the disk. Throws `CommandError`.
 */
export async function takeBackup(options: BackupOptions): Promise<{ file: string; bytes: number }> {
  const { dataDirectory, now, say } = options;
  const { database, secret } = requireSchool(dataDirectory);
  const file = fileOf(options);
  // Its own: another backup of that name may be under way.
  const partial = `${file}.${process.pid}-${randomUUID().slice(0, 8)}.partial`;
  const removePartial = () => rmSync(partial, { force: true });
  process.on("exit", removePartial);
  try {
    removeAbandoned(file);
    requireRoomFor(dirname(file), statSync(database).size);
    // Before there is anything in it to be read by others.
    writeFileSync(partial, "", { mode: 0o600, flag: "wx" });
    await snapshot({ database, file: partial }, say);
    say("Checking it …");
    requireIntegrity(partial);
    const bytes = sealBackup(partial, { secret: readFileSync(secret, "utf8").trim(), madeAt: now });
    requireNew(file, options);
    renameSync(partial, file);
    flushNames(dirname(file));
    return { file, bytes };
  } catch (error) {
    throw explained(error, file);
  } finally {
    removePartial();
    process.off("exit", removePartial);
  }
}

function fileOf({ dataDirectory, target, force, now }: BackupOptions): string {
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  const file = isFolder ? join(target, `encrptalk-${stampOf(now)}.backup`) : target;
  if (!existsSync(dirname(file))) throw new CommandError(`There is no folder ${dirname(file)}.`);
  if (realpathSync(dirname(file)) === realpathSync(dataDirectory))
    throw new CommandError("The data folder itself is no place for its backup: choose another folder.");
  requireNew(file, { force });
  return file;
}

/** What backups of that name left that were killed. */
function removeAbandoned(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    const rest = name.startsWith(`${basename(file)}.`) ? name.slice(basename(file).length) : "";
    const processId = /^\.(\d+)-[0-9a-f]{8}\.partial$/.exec(rest)?.[1];
    if (processId !== undefined && !isRunning(Number(processId))) rmSync(join(dirname(file), name));
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}

function requireNew(file: string, { force }: Pick<BackupOptions, "force">): void {
  if (existsSync(file) && !force)
    throw new CommandError(
      `There is a file ${file} already: choose another name, or replace it with --force.`,
    );
}

async function snapshot(order: SnapshotOrder, say: (line: string) => void): Promise<void> {
  const { size } = statSync(order.database);
  const worker = new Worker(new URL("./snapshot-thread.ts", import.meta.url).href);
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    say(`${megabytes(statSync(order.file).size)} of about ${megabytes(size)} …`);
    // Little by little: the server's own flushes would wait behind a large one.
    flush(order.file);
  };
  try {
    const answer = await new Promise<SnapshotAnswer>((resolve, reject) => {
      // A full disk may be told by a flush first.
      timer = setInterval(() => void Promise.try(look).catch(reject), LOOK_EVERY_MS);
      worker.onmessage = ({ data }: MessageEvent<SnapshotAnswer>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(order);
    });
    if (answer) throw Object.assign(new Error(answer.message), { code: answer.code });
  } finally {
    clearInterval(timer);
    worker.terminate();
  }
}
