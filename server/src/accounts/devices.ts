import {
  type AddedProgram,
  type Device,
  type DeviceId,
  MAX_PROGRAMS_PER_ACCOUNT,
  ProtocolError,
} from "@encrptalk/protocol";
import { entryOf } from "../audit/index.ts";
import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";
import { endByToken, endDevice } from "./end-device.ts";
import { hashToken } from "./secrets.ts";

type DeviceRow = Omit<Device, "current">;

const COLUMNS = "id AS deviceId, kind, name, created_at AS createdAt, last_seen_at AS lastSeenAt";

/** The actor's own devices, the one last seen first. */
export async function listDevices({ sql, seen, clock }: Context, actor: Actor): Promise<Device[]> {
  const rows = await sql.read<DeviceRow>(
    `SELECT ${COLUMNS} FROM devices WHERE account_id = ? AND ended IS NULL AND expires_at > ?`,
    [actor.accountId, clock.now()],
  );
  return rows
    .map((row) => ({
      ...row,
      lastSeenAt: seen.at(row.deviceId) ?? row.lastSeenAt,
      current: row.deviceId === actor.deviceId,
    }))
    .sort((one, other) => other.lastSeenAt - one.lastSeenAt || one.deviceId.localeCompare(other.deviceId));
}

/** Makes a device for a program, and a bearer token that is shown this once. Errors: `too-many-programs`. */
export async function addProgram(context: Context, actor: Actor, name: string): Promise<AddedProgram> {
  const [{ programs } = { programs: 0 }] = await context.sql.read<{ programs: number }>(
    "SELECT count(*) AS programs FROM devices WHERE account_id = ? AND kind = 'program' AND ended IS NULL",
    [actor.accountId],
  );
  if (programs >= MAX_PROGRAMS_PER_ACCOUNT) throw new ProtocolError("too-many-programs");
  const token = await (await context.sessions()).openProgram(actor.accountId, name);
  const device = await keepWhileSignedIn(context, token, actor, name);
  if (!device) {
    await endByToken(context, token);
    throw new ProtocolError("unauthenticated");
  }
  return { device: { ...device, current: false }, token };
}

/** Whoever was signed out while adding a program must not have one left. */
async function keepWhileSignedIn(
  context: Context,
  token: string,
  actor: Actor,
  name: string,
): Promise<DeviceRow | null> {
  const { rows } = await context.sql.write<DeviceRow>(
    `UPDATE devices SET name = name WHERE token_hash = ? AND ended IS NULL AND EXISTS (
       SELECT 1 FROM devices AS adding JOIN accounts ON accounts.id = adding.account_id
       WHERE adding.id = ? AND adding.ended IS NULL AND deactivated_at IS NULL
     ) RETURNING ${COLUMNS}`,
    [hashToken(token), actor.deviceId],
    entryOf(context, actor, { kind: "program.made", details: { name } }, actor.accountId),
  );
  return rows[0] ?? null;
}

/** Signs out one of the actor's own devices. Errors: `not-found`. */
export async function signOutDevice(context: Context, actor: Actor, deviceId: DeviceId): Promise<void> {
  const [own] = await context.sql.read("SELECT 1 FROM devices WHERE id = ? AND account_id = ?", [
    deviceId,
    actor.accountId,
  ]);
  if (!own || !(await endDevice(context, actor, deviceId))) throw new ProtocolError("not-found");
}

/** Signs out all of the actor's devices but the one that asks. */
export async function signOutOthers(context: Context, actor: Actor): Promise<void> {
  await context.sql.write(
    "UPDATE devices SET ended = 'signed-out' WHERE account_id = ? AND id <> ? AND ended IS NULL",
    [actor.accountId, actor.deviceId],
    entryOf(context, actor, { kind: "other-devices.ended", details: { count: 0 } }, actor.accountId),
  );
  await context.ended.collect();
}
