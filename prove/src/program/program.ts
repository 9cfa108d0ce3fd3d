import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../../../server/src/main.ts");
const READY_WITHIN_MS = 30_000;
const CODE_WITHIN_MS = 10_000;

export interface ProgramOptions {
  /** Its data folder; made, and removed at the end, where none is named. */
  data?: string;
  /** A program that runs it, with its arguments: `strace`, `faketime`, `ip netns exec`. */
  under?: readonly string[];
  /** Environment variables besides PORT, HOST and DATA_DIR. */
  environment?: Record<string, string>;
  /** The address to listen at. */
  host?: string;
  /** A free port, where the program cannot say which it has found: with a PUBLIC_URL it says that one. */
  port?: number;
}

type Child = Bun.Subprocess<"ignore", "pipe", "pipe">;

const running = new Set<Child>();

// Nothing that was started outlives the proof, however it ends.
process.on("exit", () => {
  for (const child of running) killGroup(child, "SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));

/** The real program, as `npm start` runs it, which may be killed and started again on its port and data. */
export class Program {
  readonly data: string;
  readonly #ownsData: boolean;
  readonly #host: string;
  #child: Child | null = null;
  #port = 0;
  #said = "";

  private constructor({ data, host = "127.0.0.1", port = 0 }: ProgramOptions) {
    this.#ownsData = data === undefined;
    this.data = data ?? mkdtempSync(join(tmpdir(), "encrptalk-prove-"));
    this.#host = host;
    this.#port = port;
  }

  static async start(options: ProgramOptions = {}): Promise<Program> {
    const program = new Program(options);
    await program.start(options);
    return program;
  }

  /** Such as `http://127.0.0.1:40213`. */
  get url(): string {
    return `http://${this.#host}:${this.#port}`;
  }

  get processId(): number {
    if (!this.#child) throw new Error("the program does not run");
    return this.#child.pid;
  }

  /** All that it wrote on its standard output and error since it was started last. */
  get said(): string {
    return this.#said;
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves when it serves. Rejects with what it said when it ends instead. */
  async start({
    under = [],
    environment = {},
  }: Pick<ProgramOptions, "under" | "environment"> = {}): Promise<void> {
    const child = Bun.spawn([...under, process.execPath, MAIN], {
      env: {
        ...process.env,
        PUBLIC_URL: "",
        LOG_LEVEL: "error",
        COMMANDS_PER_SECOND: "100000",
        ...environment,
        HOST: this.#host,
        PORT: String(this.#port),
        DATA_DIR: this.data,
      },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      // A group of its own, so that what runs it dies with it.
      detached: true,
    });
    running.add(child);
    this.#child = child;
    this.#said = "";
    const ready = Promise.withResolvers<void>();
    const timer = setTimeout(
      () => ready.reject(new Error("the program was not ready in time")),
      READY_WITHIN_MS,
    );
    const read = async (stream: ReadableStream<Uint8Array>) => {
      const decoder = new TextDecoder();
      for await (const chunk of stream) {
        if (this.#child !== child) continue;
        this.#said += decoder.decode(chunk, { stream: true });
        if (/ready at \S+\n/.test(this.#said)) ready.resolve();
      }
    };
    void Promise.all([read(child.stdout), read(child.stderr)]);
    void child.exited.then(() => {
      running.delete(child);
      ready.reject(new Error(`the program ended instead of serving: ${this.#said}`));
    });
    try {
      await ready.promise;
    } catch (error) {
      killGroup(child, "SIGKILL");
      throw error;
    } finally {
      clearTimeout(timer);
    }
    this.#port ||= Number(/ready at http:\/\/\S+:(\d+)\n/.exec(this.#said)?.[1]);
  }

  /** For the set-up page. It is said just after the program has begun to serve; rejects where it is not. */
  async setUpCode(): Promise<string> {
    const deadline = performance.now() + CODE_WITHIN_MS;
    for (;;) {
      const code = /with the code\s+(\S+)\n/.exec(this.#said)?.[1];
      if (code !== undefined) return code;
      if (performance.now() > deadline) throw new Error("the program said no code for its set-up page");
      await Bun.sleep(5);
    }
  }

  /** A signal to it and to what runs it. */
  signal(signal: NodeJS.Signals): void {
    if (this.#child) killGroup(this.#child, signal);
  }

  /** As a power cut would end the process: no warning, nothing finished. Resolves when it is gone. */
  async kill(): Promise<void> {
    this.signal("SIGKILL");
    await this.ended();
  }

  /** As for an update: it takes leave of everybody. Gives the exit code. */
  async stop(): Promise<number | null> {
    this.signal("SIGTERM");
    return this.ended();
  }

  /** Resolves when it is gone, however that comes, with its exit code. */
  async ended(): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    await child.exited;
    return child.exitCode;
  }

  /** Ends it and removes what it made. */
  async close(): Promise<void> {
    await this.kill();
    this.#child = null;
    if (this.#ownsData) rmSync(this.data, { recursive: true, force: true });
  }
}

function killGroup(child: Child, signal: NodeJS.Signals): void {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}
