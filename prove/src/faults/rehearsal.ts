import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Injection } from "./injection.ts";

/** What changes files. */
const CALLS = "openat,write,pwrite64,fsync,fdatasync,ftruncate,unlink,rename";
const FILES = [
  "encrptalk.db",
  "encrptalk.db-wal",
  "encrptalk.db-shm",
  "encrptalk.db.lock",
  "secret",
  "secret.partial",
];

export type Step = Pick<Injection, "call" | "when">;

const followed = (data: string): string[] => FILES.flatMap((file) => ["-P", join(data, file)]);

/** Runs a program so that all that it does to its data is written down. */
export const rehearsed = (data: string, log: string): string[] => [
  ...["strace", "-f", "-qq", "-s", "0", "--seccomp-bpf", "-o", log, "-e", `trace=${CALLS}`],
  ...followed(data),
];

/** The same, but it is killed when it comes to one of these steps. */
export const killedAt = (data: string, { call, when }: Step): string[] => [
  // Without --seccomp-bpf, with which strace 6.1 sends no signal.
  ...["strace", "-f", "-qq", "-o", "/dev/null", "-e", `trace=${CALLS}`],
  ...["-e", `inject=${call}:signal=KILL:when=${when}`],
  ...followed(data),
];

/** The steps at which a program can be killed that does again what was written down: calls are counted by thread. */
export function stepsOf(log: string): Step[] {
  const counts = new Map<string, number>();
  const most = new Map<string, number>();
  const steps: Step[] = [];
  for (const line of readFileSync(log, "utf8").split("\n")) {
    const [, thread, call = ""] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    if (thread === undefined) continue;
    const count = (counts.get(`${thread} ${call}`) ?? 0) + 1;
    counts.set(`${thread} ${call}`, count);
    if (count <= (most.get(call) ?? 0)) continue;
    most.set(call, count);
    steps.push({ call, when: `${count}` });
  }
  return steps;
}

/** So many of them, evenly from the first to the last, and the first of each call besides. */
export function chosen(steps: readonly Step[], most: number): Step[] {
  const firsts = steps.filter(({ when }) => when === "1");
  const others = steps.filter(({ when }) => when !== "1");
  const count = Math.min(others.length, Math.max(1, most - firsts.length));
  const stride = (others.length - 1) / Math.max(1, count - 1);
  const spread = Array.from({ length: count }, (_, index) => others[Math.floor(index * stride)]);
  return [...firsts, ...spread.filter((step) => step !== undefined)];
}
