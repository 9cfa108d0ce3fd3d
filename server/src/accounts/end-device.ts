import type { AccountId, Audited, Device, DeviceId } from "@encrptalk/protocol";
import { entryOf } from "../audit/index.ts";
import type { Author } from "../store/audit-entry.ts";
import type { Context } from "./context.ts";
import { hashToken } from "./secrets.ts";

type Found = Pick<Device, "kind" | "name"> & { accountId: AccountId };

/** Signs out one device, one's own or another, and says whether there was one. */
export async function endDevice(context: Context, by: Author, deviceId: DeviceId): Promise<boolean> {
  const [device] = await context.sql.read<Found>(
    "SELECT account_id AS accountId, kind, name FROM devices WHERE id = ?",
    [deviceId],
  );
  if (!device) return false;
  const audited = endingOf(device, by.deviceId === deviceId);
  return await context.ended.end(deviceId, entryOf(context, by, audited, device.accountId));
}

function endingOf({ kind, name }: Found, isOwn: boolean): Audited {
  if (kind === "program") return { kind: "program.revoked", details: { name } };
  return { kind: isOwn ? "sign-out" : "device.ended", details: { device: name } };
}

/** Ends a session that nobody was given yet: it was never one. */
export async function endByToken({ sql, ended }: Context, token: string): Promise<void> {
  await sql.write("UPDATE devices SET ended = 'signed-out' WHERE token_hash = ?", [hashToken(token)]);
  await ended.collect();
}
