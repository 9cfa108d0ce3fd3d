import { readFileSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import packageJson from "../../../package.json" with { type: "json" };
import { type Family, gauge } from "./exposition.ts";

const STARTED_AT = performance.timeOrigin / 1_000;

/** The process as a whole: all of its threads. */
export async function processFamilies(): Promise<Family[]> {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return [
    {
      name: "process_cpu_seconds_total",
      help: "Processor time of all threads, in the program and in the system.",
      type: "counter",
      samples: [{ value: (user + system) / 1_000_000 }],
    },
    gauge("process_resident_memory_bytes", "Memory that is in use and not swapped out.", rss),
    gauge("process_open_fds", "Open files and sockets.", await openFiles()),
    gauge("process_max_fds", "How many files and sockets may be open.", mostOpenFiles()),
    gauge("process_start_time_seconds", "When the process began, in seconds since 1970.", STARTED_AT),
    gauge("encrptalk_heap_bytes", "JavaScript objects of the network thread.", heapUsed),
    {
      name: "encrptalk_build_info",
      help: "Always 1; the versions stand in the labels.",
      type: "gauge",
      samples: [{ labels: { version: packageJson.version, bun: Bun.version }, value: 1 }],
    },
  ];
}

const FILES = "/proc/self/fd";

/** `null` where there is no /proc. */
async function openFiles(): Promise<number | null> {
  const folder = statSync(FILES, { throwIfNoEntry: false });
  if (!folder) return null;
  // Since Linux 6.2 the folder says how many it has; to list thousands takes milliseconds, of another thread.
  return folder.size > 0 ? folder.size : (await readdir(FILES)).length;
}

function mostOpenFiles(): number | null {
  try {
    const most = /^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
    return most === undefined ? null : Number(most);
  } catch {
    return null;
  }
}
