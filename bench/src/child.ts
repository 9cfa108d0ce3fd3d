import { processesOf } from "./processor-time.ts";

const START_MS = 20_000;
const STOP_MS = 15_000;

/** How often it is tried whether a server listens. */
const LISTEN_CHECK_MS = 50;

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
  for (const child of running) kill(child);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));

/**
 * Starts a program and waits until `find` finds what it looks for in its standard output. Throws when it ends or is
 * silent instead.
 */
export function startChild<Found>(
  command: string[],
  environment: Record<string, string>,
  find: (output: string) => Found | null,
): Promise<Child<Found>> {
  const given = Promise.withResolvers<Found>();
  const child = spawn(command, environment, (output) => {
    const found = find(output);
    if (found !== null) given.resolve(found);
  });
  return whenReady(child, command, given.promise);
}

/** Starts a program that does not tell when it is ready, and waits until it listens on this port of this machine. */
export function startListening(
  command: string[],
  environment: Record<string, string>,
  port: number,
): Promise<Child<void>> {
  const child = spawn(command, environment, () => {});
  return whenReady(child, command, untilListening(child, port));
}

/** A port of this machine that nobody listens on. */
export function findFreePort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  listener.stop(true);
  return listener.port;
}

function spawn(
  command: string[],
  environment: Record<string, string>,
  onOutput: (output: string) => void,
): Process {
  const child = Bun.spawn(command, {
    env: { ...process.env, ...environment },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  running.add(child);
  void readAll(child, onOutput);
  return child;
}

async function whenReady<Found>(
  child: Process,
  command: string[],
  found: Promise<Found>,
): Promise<Child<Found>> {
  const stop = () => stopChild(child);
  const late = Promise.withResolvers<never>();
  const fail = (why: string) => late.reject(new Error(`${command.join(" ")} ${why}.`));
  const timer = setTimeout(() => fail("did not start in time"), START_MS);
  void child.exited.then(() => fail("ended instead of serving"));
  try {
    return { processId: child.pid, found: await Promise.race([found, late.promise]), stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function untilListening(child: Process, port: number): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      const socket = await Bun.connect({ hostname: "127.0.0.1", port, socket: { data() {} } });
      socket.end();
      return;
    } catch {
      // Not yet.
      await Bun.sleep(LISTEN_CHECK_MS);
    }
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

/** With its own children, which some servers leave behind when they are killed. */
function kill(child: Process): void {
  for (const id of processesOf(child.pid)) {
    try {
      process.kill(id, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

async function stopChild(child: Process): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => kill(child), STOP_MS);
  await child.exited;
  clearTimeout(timer);
  running.delete(child);
}
