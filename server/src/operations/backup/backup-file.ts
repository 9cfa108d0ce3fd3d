import { appendFileSync, closeSync, openSync, readSync, statSync, writeSync } from "node:fs";
import * as z from "zod/mini";
import { CommandError } from "../encrptalk/command.ts";

/**
 * A backup is one file: the database as SQLite writes it, and behind it a seal, which SQLite passes over:
 *
 *     Encrptalk backup 1
 *     {"bytes":…,"madeAt":…,"secret":"…"}
 *     SHA-256 of all before this line, in hexadecimal
 */
const MARK = "\nEncrptalk backup ";
const FORMAT = 1;
const MOST_SEAL_BYTES = 4_096;
const CHUNK_BYTES = 1024 * 1024;

const sealSchema = z.object({
  /** Of the database. */
  bytes: z.int(),
  madeAt: z.int(),
  /** Of the data folder: with it people stay signed in. */
  secret: z.string(),
});
export type Seal = z.output<typeof sealSchema>;

/** Makes a database a backup. Gives the size of the whole file. */
export function sealBackup(file: string, { secret, madeAt }: Omit<Seal, "bytes">): number {
  const { size: bytes } = statSync(file);
  const digest = new Bun.CryptoHasher("sha256");
  readThrough(file, bytes, (chunk) => digest.update(chunk));
  const seal = `${MARK}${FORMAT}\n${JSON.stringify({ bytes, madeAt, secret } satisfies Seal)}\n`;
  digest.update(seal);
  appendFileSync(file, `${seal}${digest.digest("hex")}\n`, { flush: true });
  return statSync(file).size;
}

/** Throws `CommandError` for what is no backup, is not whole, or is of a newer program. */
export function readSeal(file: string): Seal {
  const { text, start } = sealOf(file);
  const [, format, json = ""] = /^\nEncrptalk backup (\d+)\n(.*)\n[0-9a-f]{64}\n$/.exec(text) ?? [];
  if (format === undefined)
    throw new CommandError(`The file ${file} is not a backup of Encrptalk, or its end is missing.`);
  if (Number(format) > FORMAT)
    throw new CommandError(`The backup ${file} was made by a newer version of Encrptalk: use that version.`);
  const seal = sealSchema.safeParse(parsed(json));
  if (!seal.success || seal.data.bytes !== start) throw damaged(file);
  return seal.data;
}

/** Writes the backup's database to `target`, readable by its owner only. Throws `CommandError` when it is damaged. */
export function unpackBackup(file: string, { bytes }: Seal, target: string): void {
  const digest = new Bun.CryptoHasher("sha256");
  const output = openSync(target, "wx", 0o600);
  try {
    readThrough(file, bytes, (chunk) => {
      digest.update(chunk);
      for (let written = 0; written < chunk.length; ) written += writeSync(output, chunk, written);
    });
  } finally {
    closeSync(output);
  }
  const { text } = sealOf(file);
  digest.update(text.slice(0, -65));
  if (digest.digest("hex") !== text.slice(-65, -1)) throw damaged(file);
}

/** The text from the last mark on, and where it starts in the file. */
function sealOf(file: string): { text: string; start: number } {
  const { size } = statSync(file);
  const from = Math.max(0, size - MOST_SEAL_BYTES);
  const tail = Buffer.concat(readThrough(file, size, (chunk) => Buffer.from(chunk), from));
  const mark = tail.lastIndexOf(MARK);
  return mark < 0 ? { text: "", start: size } : { text: tail.toString("utf8", mark), start: from + mark };
}

/** Hands over a file's bytes up to `end`, piece by piece; each is only good until the next. */
function readThrough<T>(file: string, end: number, take: (chunk: Uint8Array) => T, from = 0): T[] {
  const input = openSync(file, "r");
  const taken: T[] = [];
  const buffer = new Uint8Array(CHUNK_BYTES);
  try {
    for (let at = from; at < end; ) {
      const length = readSync(input, buffer, 0, Math.min(CHUNK_BYTES, end - at), at);
      if (length === 0) throw damaged(file);
      taken.push(take(buffer.subarray(0, length)));
      at += length;
    }
  } finally {
    closeSync(input);
  }
  return taken;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

const damaged = (file: string): CommandError =>
  new CommandError(`The backup ${file} is damaged: choose another one.`);
