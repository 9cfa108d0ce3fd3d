import { existsSync, readlinkSync } from "node:fs";
import { constants, getPriority, setPriority } from "node:os";
import { basename } from "node:path";

const SELF = "/proc/thread-self";
const GIVEN_WAY = 5;

/**
 * Where threads share a processor, this one waits for those that write and tell: Linux knows each thread's own
 * priority (sched(7)). Elsewhere nothing is done.
 */
export function giveWay(): void {
  if (!existsSync(SELF)) return;
  const thread = Number(basename(readlinkSync(SELF)));
  setPriority(thread, Math.min(constants.priority.PRIORITY_LOW, getPriority(thread) + GIVEN_WAY));
}
