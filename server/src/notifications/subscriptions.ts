import {
  type AccountId,
  type DeviceId,
  type Position,
  ProtocolError,
  type PushSubscriptionInput,
} from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Sql } from "../store/store.ts";
import { isPushService } from "./push-services.ts";

const POINT_BYTES = 65;
const AUTH_BYTES = 16;
/** Nobody makes the server send more pushes than this for one message, and so keeps others' waiting. */
const MOST_PER_ACCOUNT = 20;
/** Of a device, with its id and its account: it is signed in, in a browser. */
const MAY_SUBSCRIBE = "id = ? AND account_id = ? AND kind = 'browser' AND ended IS NULL";

/**
 * Lets this device be pushed what is written from now on, after `told`. Whoever was signed in on the same browser
 * before is pushed to no more, nor are the account's browsers past the twenty that were last used.
 * Errors: `push-refused`, `malformed` for keys that are none, `forbidden` for a program.
 */
export async function saveSubscription(
  sql: Sql,
  allowed: readonly string[],
  { deviceId, accountId }: Actor,
  { endpoint, keys }: PushSubscriptionInput,
  told: Position,
): Promise<void> {
  if (!isPushService(endpoint, allowed)) throw new ProtocolError("push-refused");
  requireKeys(keys);
  // As it was parsed here, so that nobody else's parser finds another host in it.
  const address = new URL(endpoint).href;
  await sql.writeAll([
    {
      sql: `DELETE FROM push_subscriptions WHERE endpoint = ? AND device_id <> ?
            AND EXISTS (SELECT 1 FROM devices WHERE ${MAY_SUBSCRIBE})`,
      parameters: [address, deviceId, deviceId, accountId],
    },
    {
      sql: `INSERT INTO push_subscriptions (device_id, account_id, endpoint, p256dh, auth, told)
            SELECT id, account_id, ?, ?, ?, ? FROM devices WHERE ${MAY_SUBSCRIBE}
            ON CONFLICT (device_id) DO UPDATE
            SET endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth`,
      parameters: [address, keys.p256dh, keys.auth, told, deviceId, accountId],
    },
    {
      sql: `DELETE FROM push_subscriptions WHERE device_id IN (
              SELECT device_id FROM push_subscriptions WHERE account_id = ?1
              ORDER BY device_id = ?2 DESC, told DESC LIMIT -1 OFFSET ${MOST_PER_ACCOUNT})`,
      parameters: [accountId, deviceId],
    },
  ]);
  const [saved] = await sql.read("SELECT 1 FROM push_subscriptions WHERE device_id = ? AND endpoint = ?", [
    deviceId,
    address,
  ]);
  if (!saved) throw new ProtocolError("forbidden", { message: "Only browsers are pushed to." });
}

function requireKeys({ p256dh, auth }: PushSubscriptionInput["keys"]): void {
  const point = Buffer.from(p256dh, "base64url");
  if (point.length !== POINT_BYTES || point[0] !== 4)
    throw new ProtocolError("malformed", { field: "keys.p256dh", message: "keys.p256dh is no P-256 key." });
  if (Buffer.from(auth, "base64url").length !== AUTH_BYTES)
    throw new ProtocolError("malformed", { field: "keys.auth", message: "keys.auth must have 16 bytes." });
}

/** Idempotent. */
export async function removeSubscription(sql: Sql, deviceId: DeviceId): Promise<void> {
  await sql.write("DELETE FROM push_subscriptions WHERE device_id = ?", [deviceId]);
}

/** The push service says that there is no such subscription any more; there may be a newer one of the device. */
export async function forgetSubscription(sql: Sql, deviceId: DeviceId, endpoint: string): Promise<void> {
  await sql.write("DELETE FROM push_subscriptions WHERE device_id = ? AND endpoint = ?", [
    deviceId,
    endpoint,
  ]);
}

/** Accounts that can be pushed to on some device. */
export async function subscribedAccounts(sql: Sql): Promise<AccountId[]> {
  const rows = await sql.read<{ accountId: AccountId }>(
    "SELECT DISTINCT account_id AS accountId FROM push_subscriptions",
    [],
  );
  return rows.map(({ accountId }) => accountId);
}
