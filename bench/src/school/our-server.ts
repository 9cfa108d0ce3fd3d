import { join } from "node:path";
import { startChild } from "../child.ts";
import { REPOSITORY } from "../folders.ts";

/** Our server, listening on this machine only. */
export interface OurServer {
  processId: number;
  /** Host and port. */
  host: string;
  stop(): Promise<void>;
}

/**
 * Starts the server as `npm start` does, on a data folder, with no limit on how fast members may send. `before`: what
 * its command begins with.
 */
export async function startOurServer(data: string, before: readonly string[] = []): Promise<OurServer> {
  const { found: host, ...server } = await start(data, hostIn, before);
  return { ...server, host };
}

/** The same on an empty data folder, with the code that sets the school up. */
export async function startNewServer(data: string): Promise<OurServer & { setUpCode: string }> {
  const { found, ...server } = await start(data, (output) => {
    const host = hostIn(output);
    const setUpCode = /with the code\s+(\S+)\n/.exec(output)?.[1];
    return host && setUpCode ? { host, setUpCode } : null;
  });
  return { ...server, ...found };
}

function start<Found>(data: string, find: (output: string) => Found | null, before: readonly string[] = []) {
  const environment = {
    DATA_DIR: data,
    HOST: "127.0.0.1",
    PORT: "0",
    PUBLIC_URL: "",
    LOG_LEVEL: "error",
    COMMANDS_PER_SECOND: "1000000",
  };
  const command = [...before, process.execPath, join(REPOSITORY, "server/src/main.ts")];
  return startChild(command, environment, find);
}

function hostIn(output: string): string | null {
  const port = /ready at http:\/\/[^:\s]+:(\d+)\n/.exec(output)?.[1];
  return port === undefined ? null : `127.0.0.1:${port}`;
}
