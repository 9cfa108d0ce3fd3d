import { fileURLToPath } from "node:url";
import { node, nodeCommand } from "./node.ts";
import type { Peer } from "./peer.ts";
import { connectToRelay, startRelay } from "./relay.ts";

const SERVER = fileURLToPath(import.meta.resolve("./ws-fan-out-server.mjs"));

/** What a program of one's own on Node costs, with the package that most use. */
export const wsFanOut: Peer = {
  name: "npm ws",
  leavesOut:
    "durability, order and ids, membership, sign-in, checking what is sent, acknowledgements, heartbeats, catching up",
  installation: node,
  start: (options) => startRelay(nodeCommand(SERVER), options),
  connect: connectToRelay,
};
