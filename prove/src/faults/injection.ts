import { readdirSync, readFileSync } from "node:fs";

const ATTACHED_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 5;

/** What strace does to one system call of another program. */
export interface Injection {
  /** Such as `pwrite64`. */
  call: string;
  /** Only where it is about this file. */
  path?: string;
  /** `signal=KILL` comes when the call is entered, and nothing of it is done; `error=EIO` instead of doing it. */
  act: "signal=KILL" | `error=${"EIO" | "ENOSPC"}`;
  /** Which of the calls, from 1 on, of each thread: `3` the third, `3+` it and all after. */
  when: `${number}` | `${number}+`;
}

/**
 * Does it to a program that runs, from when this resolves. The result ends it, and resolves when the program runs
 * freely. `log`: a file that gets these calls and the flushes, a line each.
 */
export const inject = (
  processId: number,
  { call, path, act, when }: Injection,
  log = "/dev/null",
): Promise<() => Promise<void>> =>
  attach(processId, log, [
    ...["-e", `trace=${call},fsync`],
    ...["-e", `inject=${call}:${act}:when=${when}`],
    ...(path === undefined ? [] : ["-P", path]),
  ]);

/** Only writes down the flushes of a file, as `inject`. */
export const logFlushes = (processId: number, path: string, log: string): Promise<() => Promise<void>> =>
  attach(processId, log, ["-e", "trace=fsync,fdatasync", "-P", path]);

async function attach(processId: number, log: string, options: string[]): Promise<() => Promise<void>> {
  const strace = Bun.spawn(
    ["strace", "-f", "-qq", "-s", "0", "-o", log, ...options, "-p", String(processId)],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const deadline = performance.now() + ATTACHED_WITHIN_MS;
  // Where the injected signal came while strace was still attaching, the program is no more: done as well.
  while (!isTraced(processId) && !isGone(processId)) {
    if (strace.exitCode !== null || performance.now() > deadline) {
      strace.kill("SIGKILL");
      const said = await new Response(strace.stderr).text();
      throw new Error(`strace did not attach (exit code ${strace.exitCode}): ${said}`);
    }
    await Bun.sleep(LOOK_EVERY_MS);
  }
  return async () => {
    strace.kill("SIGINT");
    await strace.exited;
  };
}

/** Why nothing can be injected on this machine, or `null`. */
export async function whyNotInjected(): Promise<string | null> {
  if (Bun.which("strace") === null) return "this needs the program strace";
  const sleeper = Bun.spawn(["sleep", "60"], { stdio: ["ignore", "ignore", "ignore"] });
  try {
    const stop = await inject(sleeper.pid, { call: "fsync", act: "error=EIO", when: "1" });
    await stop();
    return null;
  } catch (error) {
    return `strace may not look into other programs here (${String(error)})`;
  } finally {
    sleeper.kill("SIGKILL");
  }
}

/** Whether all its threads are followed. */
function isTraced(processId: number): boolean {
  try {
    return readdirSync(`/proc/${processId}/task`).every((thread) =>
      /^TracerPid:\s*[1-9]/m.test(readFileSync(`/proc/${processId}/task/${thread}/status`, "utf8")),
    );
  } catch {
    // A thread that has just ended.
    return false;
  }
}

/** Whether the process has ended; it may still be there for its parent to look at. */
function isGone(processId: number): boolean {
  try {
    return /^State:\s*[ZX]/m.test(readFileSync(`/proc/${processId}/status`, "utf8"));
  } catch {
    return true;
  }
}
