/** What a flush takes on a consumer's disk, whose cache would lose what it holds when the power fails. */
export const SLOW_FLUSH_MS = 5;

const FLUSHES = "fsync,fdatasync";
const STRACE = [
  "strace",
  "-f",
  // So that nothing else that the program asks of the kernel takes longer.
  "--seccomp-bpf",
  ...["-e", `trace=${FLUSHES}`, "-e", `inject=${FLUSHES}:delay_exit=${SLOW_FLUSH_MS * 1_000}`],
];

/** As a grandchild, so that what is started and stopped is the program itself. */
const BEFORE = [...STRACE, "-D", "-o", "/dev/null"];

/**
 * What to begin a command with, so that each flush to disk takes `SLOW_FLUSH_MS` longer, in whichever thread; `null`
 * where there is no strace that can do so.
 */
export function slowFlushes(): readonly string[] | null {
  if (Bun.which("strace") === null) return null;
  const { exitCode, stderr } = Bun.spawnSync([...STRACE, "true"], { stdout: "ignore", stderr: "pipe" });
  const complaints = stderr.toString().replace(/^\+\+\+ exited with 0 \+\+\+$/m, "");
  return exitCode === 0 && complaints.trim() === "" ? BEFORE : null;
}
