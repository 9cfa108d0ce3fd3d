import pino, { type Logger } from "pino";
import { type Config, ConfigError } from "../config.ts";
import { type RunningServer, startServer } from "../server.ts";
import { StoreOpenError } from "../store/sqlite/store-open-error.ts";
import { DataDirectoryError } from "./data-directory.ts";
import { CommandError } from "./encrptalk/command.ts";

/** Stopping takes no longer than this, whatever hangs. */
const STOP_MS = 10_000;

export const createLog = ({ logLevel }: Pick<Config, "logLevel">): Logger =>
  pino({ level: logLevel, base: null, redact: ["*.password", "*.token", "headers"] });

/** Serves until SIGTERM or SIGINT, and says where as soon as it does. Throws what keeps it from starting. */
export async function serve(config: Config, log: Logger): Promise<RunningServer> {
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
  return server;
}

/** Ends the process, with what the operator should know on its standard error. */
export function exitBecauseOf(error: unknown): never {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

/** One plain sentence for what an operator can mend; the whole error for what they cannot. */
function sentenceOf(error: unknown): string {
  if (
    error instanceof CommandError ||
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
