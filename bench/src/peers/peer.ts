/** All that it takes to connect one member, as JSON: it goes to the generator's process. */
export type Seat = Readonly<Record<string, string>>;

/** A server that runs, with a room that all who take its seats are members of. */
export interface RunningPeer {
  processId: number;
  seats: Seat[];
  stop(): Promise<void>;
}

/** What a member's connection tells the generator. */
export interface Ears {
  /** A message arrived, in this frame. */
  heard(message: number, frame: string): void;
  /** Something was refused or broke: the run does not count. */
  failed(reason: string): void;
}

export interface Member {
  say(message: number): void;
  leave(): void;
}

export interface PeerOptions {
  members: number;
  /** An event frame that our server sent under the same load; `null` until it has. */
  frame: string | null;
}

/** A server to measure: ours, or one beside it. `start` runs in the bench, `connect` in the generator. */
export interface Peer {
  name: string;
  /** What it leaves out of that which ours does; printed beside its ratio. `null` for ours. */
  leavesOut: string | null;
  start(options: PeerOptions): Promise<RunningPeer>;
  connect(seat: Seat, ears: Ears): Promise<Member>;
}
