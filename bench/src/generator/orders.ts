import type { Seat } from "../peers/peer.ts";
import type { Tallied } from "./tally.ts";

/** Messages to send. */
export interface Offer {
  /** The number of the first one. */
  first: number;
  /** When each is to be sent, in ms from the start, ascending. */
  dueMs: number[];
}

/** What became of them. */
export interface Offered extends Tallied {
  /** Refusals, and connections that ended. */
  failures: string[];
  /** The last one that carried a message. */
  frame: string | null;
  bytesPerDelivery: number;
  /** How late the generator itself was with the latest hundredth of the messages, in ms. */
  sentLateMs: number;
  /** Of one core, that the generator used. */
  processorShare: number;
}

/** What the bench tells the generator's process. */
export type Order = { type: "enter"; peer: string; seats: Seat[] } | ({ type: "offer" } & Offer);

/** And its answer, one for each order. */
export type Answer =
  | { type: "entered" }
  | { type: "offered"; offered: Offered }
  | { type: "failed"; reason: string };
