import { committedPublish } from "./committed-publish.ts";
import { ejabberd } from "./ejabberd.ts";
import { encrptalk } from "./encrptalk.ts";
import { nchan } from "./nchan.ts";
import type { Peer } from "./peer.ts";
import { rawPublish } from "./raw-publish.ts";
import { socketIo } from "./socket-io.ts";
import { wsFanOut } from "./ws-fan-out.ts";

export const PEERS: readonly Peer[] = [
  encrptalk,
  rawPublish,
  committedPublish,
  wsFanOut,
  socketIo,
  nchan,
  ejabberd,
];

/** The generator's process is told a peer by its name. */
export function peerNamed(name: string): Peer {
  const peer = PEERS.find((peer) => peer.name === name);
  if (!peer) throw new Error(`There is no peer ${name}.`);
  return peer;
}
