import type {
  AccountId,
  DeviceId,
  DisplaySettings,
  Position,
  PushSubscriptionInput,
  Role,
  RoomId,
} from "@encrptalk/protocol";
import { parseSettings } from "../accounts/index.ts";
import type { Sql } from "../store/store.ts";

/** A device that can be pushed to, and what it was told. */
export interface PushDevice {
  deviceId: DeviceId;
  accountId: AccountId;
  role: Role;
  settings: DisplaySettings;
  subscription: PushSubscriptionInput;
  /** Up to here nothing needs to be pushed: the device was connected, or not subscribed yet. */
  told: Position;
  /** Of each room the last message that it was pushed, and whether its notification may still stand there. */
  pushed: Map<RoomId, Pushed>;
}

export interface Pushed {
  number: number;
  shown: boolean;
}

interface DeviceRow extends Pick<PushDevice, "deviceId" | "accountId" | "role" | "told"> {
  settings: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  pushed: string;
}

/** Accounts of one read: its answer stays small enough that nobody waits behind it. */
const ACCOUNTS_PER_READ = 200;

/** The devices of these accounts that are signed in now; none of a deactivated account. */
export async function readDevices(
  sql: Sql,
  accountIds: readonly AccountId[],
  now: number,
): Promise<PushDevice[]> {
  const devices: PushDevice[] = [];
  for (let from = 0; from < accountIds.length; from += ACCOUNTS_PER_READ) {
    const wanted = JSON.stringify(accountIds.slice(from, from + ACCOUNTS_PER_READ));
    devices.push(...(await sql.read<DeviceRow>(DEVICES, [wanted, now])).map(toDevice));
  }
  return devices;
}

const DEVICES = `
  SELECT device_id AS deviceId, push_subscriptions.account_id AS accountId, role, settings, endpoint, p256dh, auth, told,
    (SELECT json_group_array(json_array(room_id, number, shown)) FROM pushed
     WHERE pushed.device_id = push_subscriptions.device_id) AS pushed
  FROM json_each(?1) AS wanted
  JOIN push_subscriptions ON push_subscriptions.account_id = wanted.value
  JOIN devices ON devices.id = device_id AND ended IS NULL AND expires_at > ?2
  JOIN accounts ON accounts.id = push_subscriptions.account_id AND deactivated_at IS NULL`;

/** Whether the device may still be pushed to at this address. */
export async function isStillThere(
  sql: Sql,
  deviceId: DeviceId,
  endpoint: string,
  now: number,
): Promise<boolean> {
  const rows = await sql.read(
    `SELECT 1 FROM push_subscriptions
     JOIN devices ON devices.id = device_id AND ended IS NULL AND expires_at > ?
     JOIN accounts ON accounts.id = push_subscriptions.account_id AND deactivated_at IS NULL
     WHERE device_id = ? AND endpoint = ?`,
    [now, deviceId, endpoint],
  );
  return rows.length > 0;
}

function toDevice({ settings, endpoint, p256dh, auth, pushed, ...row }: DeviceRow): PushDevice {
  const rooms = JSON.parse(pushed) as [RoomId, number, 0 | 1][];
  return {
    ...row,
    settings: parseSettings(settings),
    subscription: { endpoint, keys: { p256dh, auth } },
    pushed: new Map(rooms.map(([roomId, number, shown]) => [roomId, { number, shown: shown === 1 }])),
  };
}

/** A device that was signed out meanwhile has no row to keep it in, and needs none. */
export async function recordPushed(
  sql: Sql,
  deviceId: DeviceId,
  roomId: RoomId,
  { number, shown }: Pushed,
): Promise<void> {
  await sql.write(
    `INSERT INTO pushed (device_id, room_id, number, shown)
     SELECT device_id, ?, ?, ? FROM push_subscriptions WHERE device_id = ?
     ON CONFLICT (device_id, room_id) DO UPDATE SET number = max(number, excluded.number), shown = excluded.shown`,
    [roomId, number, shown ? 1 : 0, deviceId],
  );
}

/** Up to where devices were connected. */
export async function recordTold(sql: Sql, told: ReadonlyMap<DeviceId, Position>): Promise<void> {
  if (told.size === 0) return;
  await sql.write(
    `UPDATE push_subscriptions SET told = max(told, given.position)
     FROM (SELECT value ->> 0 AS id, value ->> 1 AS position FROM json_each(?)) AS given
     WHERE device_id = given.id`,
    [JSON.stringify([...told])],
  );
}
