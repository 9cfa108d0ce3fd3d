import type { RoomId, Seq, Sync } from "@encrptalk/protocol";

/** How far a client is: what its `sync` says (P14). */
export type Known = Omit<Sync, "type">;

/** One client of the crowd. */
export interface Seat {
  /** Of its program; empty where the server asks for none. */
  token: string;
  /** `null`: the server does not know of catching up, so that the client is live as soon as it is connected. */
  known: Known | null;
  /** Where it writes. */
  roomId: RoomId;
  /** How far its rooms are by now. */
  heads: { roomId: RoomId; seq: Seq }[];
}

/** A crowd that comes back. */
export interface Arrived {
  clients: number;
  /** When each was live, in ms since the first began to connect, ascending. */
  liveMs: number[];
  /** Events that a client did not get in their place. */
  lost: number;
  /** And those that it got again. */
  doubled: number;
  /** Refusals, and connections that ended. */
  failures: string[];
  /** Of one core, that the crowd's own process used until all were live. */
  processorShare: number;
  /** Of all answers to `sync`. */
  characters: number;
}

/** A crowd that writes, each waiting for the acknowledgement before it writes again. */
export interface Sent {
  acknowledged: number;
  seconds: number;
  /** From sending to the acknowledgement. */
  latencyMs: { p50: number; p99: number; most: number };
  lost: number;
  doubled: number;
  failures: string[];
  processorShare: number;
}

/** What the bench tells the crowd's process. */
export type Order =
  /** `sayIn`: a room of all clients, in which one says something when half of them are back, and again when all are. */
  { type: "arrive"; url: string; seats: Seat[]; sayIn: RoomId | null } | { type: "send"; seconds: number };

/** And its answer, one for each order. */
export type Answer =
  | { type: "arrived"; arrived: Arrived }
  | { type: "sent"; sent: Sent }
  | { type: "failed"; reason: string };
