import { readFileSync } from "node:fs";
import { availableParallelism, release, totalmem } from "node:os";

/** What the figures were measured on. */
export interface Machine {
  processor: string;
  cores: number;
  memoryGigabytes: number;
  linux: string;
  bun: string;
  /** The commit that was measured, with `+` when files had changed since; `null` outside a repository. */
  commit: string | null;
}

export function describeMachine(): Machine {
  const processor = /^model name\s*:\s*(.+)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1];
  return {
    processor: processor ?? process.arch,
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    linux: release(),
    bun: Bun.version,
    commit: readCommit(),
  };
}

function readCommit(): string | null {
  const commit = git("rev-parse", "--short=12", "HEAD");
  return commit && commit + (git("status", "--porcelain", "--untracked-files=no") ? "+" : "");
}

function git(...args: string[]): string | null {
  try {
    const { success, stdout } = Bun.spawnSync(["git", ...args], {
      cwd: import.meta.dirname,
      stderr: "ignore",
    });
    return success ? stdout.toString().trim() : null;
  } catch {
    return null;
  }
}
