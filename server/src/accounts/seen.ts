import type { AccountId, DeviceId, Timestamp } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import type { Sql } from "../store/store.ts";
import type { Log } from "./context.ts";
import { BROWSER_SESSION_MS, PROGRAM_SESSION_MS } from "./session-cookie.ts";

const RECORD_EVERY_MS = 60_000;
/** Devices in one statement: few enough that a message never waits long behind them. */
const DEVICES_PER_WRITE = 500;

/** Who was here, noted in memory and recorded once a minute for all together. Being here keeps a session alive. */
export class Seen {
  readonly #sql: Sql;
  readonly #clock: Clock;
  readonly #log: Log;
  #noted = new Map<DeviceId, { accountId: AccountId; at: Timestamp }>();
  #cancel: (() => void) | null = null;

  constructor(sql: Sql, clock: Clock, log: Log) {
    this.#sql = sql;
    this.#clock = clock;
    this.#log = log;
  }

  /** The device asked for something, or its connection is alive. Costs next to nothing. */
  note({ deviceId, accountId }: { deviceId: DeviceId; accountId: AccountId }): void {
    this.#noted.set(deviceId, { accountId, at: this.#clock.now() });
    this.#cancel ??= this.#clock.after(RECORD_EVERY_MS, () => {
      this.#cancel = null;
      this.record().catch((error) =>
        this.#log.error({ err: error }, "Could not record when devices were seen"),
      );
    });
  }

  /** When the device was seen, if that is not recorded yet. */
  at(deviceId: DeviceId): Timestamp | undefined {
    return this.#noted.get(deviceId)?.at;
  }

  /** Records what was noted. */
  async record(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    const noted = [...this.#noted].map(([deviceId, { accountId, at }]) => ({ deviceId, accountId, at }));
    this.#noted = new Map();
    for (let from = 0; from < noted.length; from += DEVICES_PER_WRITE)
      await this.#write(JSON.stringify(noted.slice(from, from + DEVICES_PER_WRITE)));
  }

  async #write(noted: string): Promise<void> {
    await this.#sql.writeAll([
      {
        sql: `UPDATE devices SET last_seen_at = seen.at,
                expires_at = seen.at + CASE kind WHEN 'program' THEN ${PROGRAM_SESSION_MS} ELSE ${BROWSER_SESSION_MS} END
              FROM (SELECT value ->> 'deviceId' AS id, value ->> 'at' AS at FROM json_each(?)) AS seen
              WHERE devices.id = seen.id AND ended IS NULL AND expires_at > seen.at AND last_seen_at < seen.at`,
        parameters: [noted],
      },
      {
        sql: `UPDATE accounts SET last_seen_at = seen.at
              FROM (SELECT value ->> 'accountId' AS id, max(value ->> 'at') AS at FROM json_each(?) GROUP BY 1) AS seen
              WHERE accounts.id = seen.id AND coalesce(last_seen_at, 0) < seen.at`,
        parameters: [noted],
      },
    ]);
  }
}
