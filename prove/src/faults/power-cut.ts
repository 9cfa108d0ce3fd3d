import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

/** A stretch of a file. */
interface Written {
  offset: number;
  length: number;
}

/**
 * Takes away what a program had written to a file and not flushed when it died, as far as strace's log of it tells:
 * after a power cut that might not be on the disk. Gives how many bytes.
 */
export function cutPower(file: string, straceLog: string): number {
  const unflushed = unflushedIn(readFileSync(straceLog, "utf8"));
  const handle = openSync(file, "r+");
  for (const { offset, length } of unflushed) writeSync(handle, new Uint8Array(length), 0, length, offset);
  closeSync(handle);
  return unflushed.reduce((sum, { length }) => sum + length, 0);
}

/** The writes that no flush came after. */
export function unflushedIn(straceLog: string): Written[] {
  let unflushed: Written[] = [];
  for (const line of straceLog.split("\n")) {
    if (/\bfsync\(.* = 0$/.test(line)) unflushed = [];
    const write = /\bpwrite64\(.*, (\d+), (\d+)\) += \d+$/.exec(line);
    if (write) unflushed.push({ length: Number(write[1]), offset: Number(write[2]) });
  }
  return unflushed;
}
