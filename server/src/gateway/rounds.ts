import { HEARTBEAT_MS } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import type { Metrics } from "../operations/metrics/metrics.ts";
import type { Connection } from "./connection.ts";

const TICK_MS = 1_000;
const TICKS_PER_BEAT = HEARTBEAT_MS / TICK_MS;

/** Goes round all connections: each beats every 25 s, and all are looked at for slow readers every second. */
export class Rounds {
  /** Each connection beats in one of these ticks, so that thousands do not beat at once, those who came at once neither. */
  readonly #beats = Array.from({ length: TICKS_PER_BEAT }, () => new Set<Connection>());
  readonly #clock: Clock;
  readonly #metrics: Metrics;
  #tick = 0;
  /** Where the next connection beats. */
  #next = 0;

  constructor(clock: Clock, metrics: Metrics) {
    this.#clock = clock;
    this.#metrics = metrics;
    clock.after(TICK_MS, () => this.#go());
  }

  add(connection: Connection): void {
    this.#beats[this.#next]?.add(connection);
    this.#next = (this.#next + 1) % TICKS_PER_BEAT;
  }

  remove(connection: Connection): void {
    for (const beat of this.#beats) if (beat.delete(connection)) return;
  }

  #go(): void {
    this.#clock.after(TICK_MS, () => this.#go());
    this.#tick = (this.#tick + 1) % TICKS_PER_BEAT;
    for (const connection of this.#beats[this.#tick] ?? []) connection.beat();
    let waiting = 0;
    for (const beat of this.#beats) for (const connection of beat) waiting += connection.shedLoad();
    this.#metrics.bufferedBytes = waiting;
  }
}
