import { encrptalk } from "./encrptalk.ts";
import type { Peer } from "./peer.ts";
import { rawPublish } from "./raw-publish.ts";

const PEERS: readonly Peer[] = [encrptalk, rawPublish];

/** The generator's process is told a peer by its name. */
export function peerNamed(name: string): Peer {
  const peer = PEERS.find((peer) => peer.name === name);
  if (!peer) throw new Error(`There is no peer ${name}.`);
  return peer;
}
