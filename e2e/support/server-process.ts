import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../../server/src/main.ts");
const READY_WITHIN_MS = 15_000;

/** The real program, on a port and in a data folder of its own, which may be killed and started again. */
export class ServerProcess {
  readonly #dataDirectory = mkdtempSync(join(tmpdir(), "encrptalk-e2e-"));
  readonly #settings: Record<string, string>;
  #child: ChildProcess | undefined;
  #port = 0;
  /** What the console shows to whoever starts it; `null` once the school is set up. */
  setUpCode: string | null = null;

  private constructor(settings: Record<string, string>) {
    this.#settings = settings;
  }

  /** `settings`: environment variables besides PORT, HOST and DATA_DIR. */
  static async start(settings: Record<string, string> = {}): Promise<ServerProcess> {
    const server = new ServerProcess(settings);
    await server.start();
    return server;
  }

  /** Without a name in it, so that nothing depends on how `localhost` is resolved. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** On the same port and folder as before. */
  async start(): Promise<void> {
    const bun = process.env.BUN_PATH;
    if (!bun) throw new Error("BUN_PATH is not set: run the browser tests by npm test.");
    const child = spawn(bun, [MAIN], {
      env: {
        ...process.env,
        LOG_LEVEL: "error",
        COMMANDS_PER_SECOND: "2000",
        ...this.#settings,
        HOST: "127.0.0.1",
        PORT: String(this.#port),
        DATA_DIR: this.#dataDirectory,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    // Also when a test ends before it could close it.
    const killToo = () => child.kill("SIGKILL");
    process.once("exit", killToo);
    child.once("exit", () => process.off("exit", killToo));
    const said = await this.#hear(child);
    this.#port = Number(/ready at http:\/\/[^\s:]+:(\d+)/.exec(said)?.[1]);
    this.setUpCode = /with the code {2}(\S+)/.exec(said)?.[1] ?? null;
  }

  /** As a power cut would: no warning, nothing finished. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** As for an update: it takes leave of everybody. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async close(): Promise<void> {
    await this.#end("SIGKILL");
    rmSync(this.#dataDirectory, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  /** What it prints until it serves; on the first start that includes the set-up code. */
  #hear(child: ChildProcess): Promise<string> {
    const isFirstStart = this.#port === 0;
    return new Promise((resolve, reject) => {
      let said = "";
      const tooLate = setTimeout(
        () => reject(new Error(`The server was not ready in time: ${said}`)),
        READY_WITHIN_MS,
      );
      child.on("exit", (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
      child.stdout?.on("data", (chunk) => {
        said += String(chunk);
        if (!(isFirstStart ? /with the code {2}\S+\n/ : /ready at \S+\n/).test(said)) return;
        clearTimeout(tooLate);
        resolve(said);
      });
    });
  }
}
