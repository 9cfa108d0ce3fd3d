import { fileURLToPath } from "node:url";
import type { Peer } from "./peer.ts";
import { connectToRelay, startRelay } from "./relay.ts";

const SERVER = fileURLToPath(import.meta.resolve("./raw-publish-server.ts"));

/** The floor: a bare `Bun.serve` that publishes the bytes of our event frames. */
export const rawPublish: Peer = {
  name: "raw Bun.serve publish",
  leavesOut:
    "durability, order and ids, membership, sign-in, checking what is sent, acknowledgements, heartbeats, catching up",
  installation: null,
  start: (options) => startRelay([process.execPath, SERVER], options),
  connect: connectToRelay,
};
