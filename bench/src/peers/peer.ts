import type { Layout } from "../layout.ts";

/** All that it takes to connect one person, as JSON: it goes to the generator's process. */
export interface Seat {
  url: string;
  /** Names of the rooms that this person is in, as the peer's server knows them. */
  rooms: readonly string[];
  /** Who this is, where the server asks. */
  token?: string;
  /** What to say, for servers that only repeat it: an event frame of ours. */
  frame?: string;
}

/** A server that runs, with a seat for each person. */
export interface RunningPeer {
  processId: number;
  seats: Seat[];
  stop(): Promise<void>;
}

/** What a person's connection tells the generator. */
export interface Ears {
  /** A message arrived, in this frame. */
  heard(message: number, frame: string): void;
  /** Something was refused or broke: the run does not count. */
  failed(reason: string): void;
}

export interface Member {
  /** `room`: one of the seat's. */
  say(message: number, room: string): void;
  leave(): void;
}

export interface PeerOptions extends Layout {
  /** An event frame that our server sent under the same load; `null` until it has. */
  frame: string | null;
}

/** Programs that a peer is made of, and npm does not install. */
export interface Installation {
  debianPackages: readonly string[];
  isThere(): boolean;
}

/** A server to measure: ours, or one beside it. `start` runs in the bench, `connect` in the generator. */
export interface Peer {
  name: string;
  /** What it leaves out of that which ours does; printed beside its ratio. `null` for ours. */
  leavesOut: string | null;
  /** `null` when it comes with the repository. */
  installation: Installation | null;
  start(options: PeerOptions): Promise<RunningPeer>;
  connect(seat: Seat, ears: Ears): Promise<Member>;
}
