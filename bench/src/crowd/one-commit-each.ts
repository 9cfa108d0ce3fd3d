import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Child } from "../child.ts";
import { startOnPort } from "../peers/relay.ts";
import { makeRunFolder } from "../school/working-copy.ts";

const SERVER = fileURLToPath(import.meta.resolve("./one-commit-each-server.ts"));

export const ONE_COMMIT_EACH = {
  name: "one commit per message",
  leavesOut:
    "sign-in, membership, checking what is sent, unread counts and the desk's list, repetitions, the audit log, catching up",
};

/** Starts a bare server that stores each message by itself. `before`: what its command begins with. `found`: its port. */
export async function startOneCommitEach(before: readonly string[]): Promise<Child<number>> {
  const run = makeRunFolder();
  const child = await startOnPort([...before, process.execPath, SERVER, join(run.data, "messages.db")]);
  return {
    ...child,
    async stop() {
      await child.stop();
      run.remove();
    },
  };
}
