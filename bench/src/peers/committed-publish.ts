import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeRunFolder } from "../school/working-copy.ts";
import type { Peer } from "./peer.ts";
import { connectToRelay, startRelay } from "./relay.ts";

const SERVER = fileURLToPath(import.meta.resolve("./committed-publish-server.ts"));

/** The floor of a durable server: raw publish, after a commit that is shared by what waits. */
export const committedPublish: Peer = {
  name: "raw publish, committed",
  leavesOut:
    "ids and repetitions, membership, sign-in, checking what is sent, acknowledgements, unread counts and the desk's list, the search's index, heartbeats, catching up",
  installation: null,
  async start(options) {
    const run = makeRunFolder();
    const server = await startRelay([process.execPath, SERVER, join(run.data, "messages.db")], options);
    return {
      ...server,
      async stop() {
        await server.stop();
        run.remove();
      },
    };
  },
  connect: connectToRelay,
};
