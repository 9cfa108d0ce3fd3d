const START_MS = 20_000;
const STOP_MS = 15_000;

/** A server under measurement. */
export interface Child<Found> {
  processId: number;
  /** What it said on its standard output at the start. */
  found: Found;
  /** Asks it to stop, ends it if it does not, and resolves when it is gone. */
  stop(): Promise<void>;
}

type Process = Bun.Subprocess<"ignore", "pipe", "inherit">;

const running = new Set<Process>();

// Nothing that was started outlives the bench, however it ends.
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));

/**
 * Starts a program and waits until `find` finds what it looks for in its standard output. Throws when it ends or is
 * silent instead.
 */
export async function startChild<Found>(
  command: string[],
  environment: Record<string, string>,
  find: (output: string) => Found | null,
): Promise<Child<Found>> {
  const child = Bun.spawn(command, {
    env: { ...process.env, ...environment },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  running.add(child);
  const stop = () => stopChild(child);
  const given = Promise.withResolvers<Found>();
  const timer = setTimeout(
    () => given.reject(new Error(`${command.join(" ")} did not start in time.`)),
    START_MS,
  );
  void readAll(child, (output) => {
    const found = find(output);
    if (found !== null) given.resolve(found);
  }).then(() => given.reject(new Error(`${command.join(" ")} ended instead of serving.`)), given.reject);
  try {
    return { processId: child.pid, found: await given.promise, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Reads to the end, so that the program never waits for a reader. */
async function readAll(child: Process, onOutput: (output: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let output = "";
  for await (const chunk of child.stdout) {
    output += decoder.decode(chunk, { stream: true });
    onOutput(output);
  }
}

async function stopChild(child: Process): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await child.exited;
  clearTimeout(timer);
  running.delete(child);
}
