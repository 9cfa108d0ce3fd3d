import pino from "pino";
import { ConfigError, readConfig } from "./config.ts";
import { DataDirectoryError } from "./operations/data-directory.ts";
import { startServer } from "./server.ts";
import { StoreOpenError } from "./store/sqlite/store-open-error.ts";

/** Stopping takes no longer than this, whatever hangs. */
const STOP_MS = 10_000;

try {
  await run();
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

async function run(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, base: null, redact: ["*.password", "*.token", "headers"] });
  const server = await startServer(config, log);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  process.stdout.write(`Encrptalk is ready at ${server.address}\n`);
  if (server.setUpCode) {
    process.stdout.write(
      `Set up your school at ${server.address}/set-up with the code  ${server.setUpCode}\n`,
    );
  }
}

/** One plain sentence for what an operator can mend; the whole error for what they cannot. */
function sentenceOf(error: unknown): string {
  if (
    error instanceof ConfigError ||
    error instanceof DataDirectoryError ||
    error instanceof StoreOpenError
  ) {
    return error.message;
  }
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "The port is in use by another program. Stop that one, or set PORT to another number.";
  }
  if (error instanceof Error && "code" in error && error.code === "EACCES") {
    return "This port may not be opened by this user. Set PORT to a number above 1023.";
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
