import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Child, startChild } from "../child.ts";
import { CACHE } from "../folders.ts";

const SERVER = fileURLToPath(import.meta.resolve("./one-commit-each-server.ts"));

export const ONE_COMMIT_EACH = {
  name: "one commit per message",
  leavesOut:
    "sign-in, membership, checking what is sent, unread counts and the desk's list, repetitions, the audit log, catching up",
};

/** Starts a bare server that stores each message by itself. `found`: its address. */
export async function startOneCommitEach(): Promise<Child<string>> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, "run-"));
  const child = await startChild([process.execPath, SERVER, join(folder, "messages.db")], {}, (output) => {
    const port = /^port (\d+)$/m.exec(output)?.[1];
    return port === undefined ? null : `ws://127.0.0.1:${port}`;
  });
  return {
    ...child,
    async stop() {
      await child.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
