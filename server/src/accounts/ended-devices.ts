import type { DeviceId } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import type { EndReason } from "../live/hub.ts";
import type { AuditEntry } from "../store/audit-entry.ts";
import type { Sql } from "../store/store.ts";
import type { Log } from "./context.ts";

/** Devices whose sessions have just ended: their connections are to be closed at once. */
export interface Ended {
  deviceIds: DeviceId[];
  reason: EndReason;
}

const LOOK_FOR_EXPIRED_EVERY_MS = 30_000;

/**
 * Sessions that are over. A use case marks devices as ended in its own transaction, so that a crash never leaves a
 * session alive that should have gone, and then calls `collect`, which deletes them and tells everyone who listens.
 */
export class EndedDevices {
  readonly #sql: Sql;
  readonly #clock: Clock;
  readonly #listeners: ((ended: Ended) => void)[] = [];
  #cancel: () => void;

  constructor(sql: Sql, clock: Clock, log: Log) {
    this.#sql = sql;
    this.#clock = clock;
    const look = () => {
      this.#cancel = clock.after(LOOK_FOR_EXPIRED_EVERY_MS, look);
      this.collectExpired().catch((error) => log.error({ err: error }, "Could not end expired sessions"));
    };
    this.#cancel = clock.after(LOOK_FOR_EXPIRED_EVERY_MS, look);
  }

  onEnded(listener: (ended: Ended) => void): void {
    this.#listeners.push(listener);
  }

  /** Ends one device, and says whether there was one. */
  async end(deviceId: DeviceId, audit?: AuditEntry): Promise<boolean> {
    const { changes } = await this.#sql.write(
      "UPDATE devices SET ended = 'signed-out' WHERE id = ? AND ended IS NULL",
      [deviceId],
      audit,
    );
    await this.collect();
    return changes > 0;
  }

  async collect(): Promise<void> {
    const { rows } = await this.#sql.write<{ deviceId: DeviceId; reason: EndReason }>(
      `DELETE FROM devices WHERE ended IS NOT NULL OR expires_at <= ?
       RETURNING id AS deviceId, coalesce(ended, 'expired') AS reason`,
      [this.#clock.now()],
    );
    for (const [reason, ended] of Map.groupBy(rows, (row) => row.reason))
      for (const listener of this.#listeners)
        listener({ deviceIds: ended.map(({ deviceId }) => deviceId), reason });
  }

  /** Reads first: mostly there is nothing to end, and then nothing is written. */
  async collectExpired(): Promise<void> {
    const [found] = await this.#sql.read<{ found: number }>(
      "SELECT EXISTS (SELECT 1 FROM devices WHERE ended IS NOT NULL OR expires_at <= ?) AS found",
      [this.#clock.now()],
    );
    if (found?.found) await this.collect();
  }

  stop(): void {
    this.#cancel();
  }
}
