import type { CrowdedSchool } from "../school/prepare-school.ts";
import type { LedgerCounts } from "./ledger.ts";

/** Some seconds of a phase. */
export interface Window {
  /** Counts of a `Histogram`: from the intended send time until it was seen by others, over WebSocket. */
  latencies: number[];
}

export interface Phased {
  windows: Window[];
  /** How late the generator itself was with the latest hundredth of its messages, in ms. */
  sentLateMs: number;
  /** Of one core, that the generator used. */
  processorShare: number;
}

/** How often the connections of the crowd were disturbed, each of which the devices must survive. */
export interface Disturbances {
  /** Connections pulled, and back within seconds. */
  cut: number;
  /** And back half a minute later. */
  idle: number;
  /** And back by long polls for a while. */
  polled: number;
  /** Readers that stopped reading. */
  stopped: number;
  /** And were closed by the server as slow consumers. */
  closedAsSlow: number;
  /** Or cut: what they had not read grew too fast, or they did not even read that they were closed. */
  cutAsSlow: number;
}

export interface Finished extends LedgerCounts {
  /** Acknowledged and not in the history. */
  notInHistory: number;
  /** Events that some device did not get, over all devices. */
  notDelivered: number;
  /** Live frames that did not fit, so that a device had to ask. */
  holes: number;
  disturbances: Disturbances;
  failures: string[];
}

/** What the soak tells the generator's process. */
export type Order =
  | { type: "enter"; url: string; school: CrowdedSchool }
  /** `isRough`: with cut connections, slow readers and all. */
  | { type: "offer"; seconds: number; isRough: boolean }
  | { type: "finish" };

/** And its answer, one for each order. */
export type Answer =
  | { type: "entered"; devices: number }
  | ({ type: "offered" } & Phased)
  | ({ type: "finished" } & Finished)
  | { type: "failed"; reason: string };
