import { readFileSync } from "node:fs";
import { processesOf } from "./processor-time.ts";
import { spreadOf } from "./spread.ts";

const READS = 7;
const READ_EVERY_MS = 500;

/**
 * Kilobytes (1,024 bytes) of memory in which a process and its descendants live, after `settleMs`: the median of
 * several reads. What the kernel keeps for their sockets is not among them.
 */
export async function settledMemoryOf(processId: number, settleMs: number): Promise<number> {
  await Bun.sleep(settleMs);
  const reads: number[] = [];
  for (let read = 0; read < READS; read += 1) {
    reads.push(residentKilobytesOf(processId));
    await Bun.sleep(READ_EVERY_MS);
  }
  return spreadOf(reads).median;
}

/** At this moment. */
export function residentKilobytesOf(processId: number): number {
  return processesOf(processId).reduce(
    (sum, id) => sum + parseResident(readFileSync(`/proc/${id}/status`, "utf8")),
    0,
  );
}

/** Of /proc/PID/status; 0 for a process that has ended and is not yet buried. */
export const parseResident = (status: string): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
