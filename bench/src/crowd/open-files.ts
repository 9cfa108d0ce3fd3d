import { readFileSync } from "node:fs";
import { NotMeasured } from "../rows/row.ts";

/** What a program opens beside its connections. */
const BESIDES = 300;

/** Throws `NotMeasured` where one process may not have so many connections. */
export function requireOpenFiles(connections: number): void {
  const most = parseOpenFiles(readFileSync("/proc/self/limits", "utf8"));
  const needed = connections + BESIDES;
  if (most < needed)
    throw new NotMeasured(
      `Here a process may open ${most} files, and ${connections} connections need ${needed}: start the bench after \`ulimit -n ${needed}\`, as root if need be.`,
    );
}

/** The hard limit in /proc/self/limits: Bun raises its own to it. */
export function parseOpenFiles(limits: string): number {
  const hard = /^Max open files +\S+ +(\S+)/m.exec(limits)?.[1];
  return hard === "unlimited" ? Number.POSITIVE_INFINITY : Number(hard ?? 0);
}
