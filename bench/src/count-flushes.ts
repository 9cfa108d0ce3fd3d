import { readdirSync, readFileSync } from "node:fs";

export type Counted = { ok: true; flushes: number } | { ok: false; why: string };

const ATTACH_CHECK_MS = 20;

/** Counts the system calls with which a process flushes files to disk while `act` runs; with strace, if it is there. */
export async function countFlushes(processId: number, act: () => Promise<void>): Promise<Counted> {
  if (Bun.which("strace") === null) return { ok: false, why: "Not measured: this needs the program strace." };
  const strace = Bun.spawn(["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-p", String(processId)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  while (!isTraced(processId)) {
    if (strace.exitCode !== null) {
      return { ok: false, why: "Not measured: on this machine strace may not look into other programs." };
    }
    await Bun.sleep(ATTACH_CHECK_MS);
  }
  await act();
  strace.kill("SIGINT");
  return { ok: true, flushes: flushesIn(await new Response(strace.stderr).text()) };
}

/** Sums up strace's table: percent, seconds, microseconds a call, calls, then errors, if any, and the name. */
export function flushesIn(summary: string): number {
  const lines = summary.matchAll(/^ *[\d.]+ +[\d.]+ +\d+ +(\d+) .*\b(?:fsync|fdatasync)$/gm);
  return [...lines].reduce((sum, [, calls]) => sum + Number(calls), 0);
}

/** Whether all threads of the process are followed. */
function isTraced(processId: number): boolean {
  return readdirSync(`/proc/${processId}/task`).every((thread) =>
    /^TracerPid:\s*[1-9]/m.test(readFileSync(`/proc/${processId}/task/${thread}/status`, "utf8")),
  );
}
