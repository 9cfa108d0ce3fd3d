import pino, { type Logger } from "pino";
import type { Config } from "../config.ts";
import { type RunningServer, startServer } from "../server.ts";

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
