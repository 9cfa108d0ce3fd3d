import type { Actor } from "./actor.ts";
import type { Caller, Context } from "./context.ts";
import { hashToken } from "./secrets.ts";
import { readCookie, tokenOfCookie } from "./session-cookie.ts";

/**
 * Of a device, beside its account: ?1 is the time. Without the `+` a join takes three times as long: as if SQLite
 * prepared it anew for each value that is bound.
 */
const IS_SIGNED_IN = "ended IS NULL AND expires_at > +?1 AND deactivated_at IS NULL";

type DeviceKind = "browser" | "program";

/**
 * Who sends a request with these headers: a program by its bearer token, else a browser by its cookie. `null`: nobody
 * who is signed in. One indexed read of the database and no cache, so a session that ended is refused from its commit on.
 */
export async function authenticate(context: Context, { headers, address }: Caller): Promise<Actor | null> {
  const authorization = headers.get("authorization");
  // Whatever the header says, the cookie does not count beside it: such requests are not guarded by their Origin.
  if (authorization !== null) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return token ? await actorByToken(context, token, "program", address) : null;
  }
  const cookie = readCookie(context.cookie, headers);
  return cookie === null ? null : await actorByToken(context, tokenOfCookie(cookie), "browser", address);
}

export async function actorByToken(
  context: Context,
  token: string,
  kind: DeviceKind,
  address: string,
): Promise<Actor | null> {
  const [found] = await context.sql.read<Omit<Actor, "address">>(
    `SELECT account_id AS accountId, devices.id AS deviceId, role, accounts.name AS name, expires_at AS expiresAt
     FROM devices JOIN accounts ON accounts.id = devices.account_id
     WHERE ${IS_SIGNED_IN} AND token_hash = +?2 AND kind = +?3`,
    [context.clock.now(), hashToken(token), kind],
  );
  if (!found) return null;
  context.seen.note(found);
  return { ...found, address };
}

/** Whether whoever was authenticated a while ago would be so now. */
export async function isSignedIn({ sql, clock }: Context, { deviceId }: Actor): Promise<boolean> {
  const found = await sql.read(
    `SELECT 1 FROM devices JOIN accounts ON accounts.id = account_id WHERE ${IS_SIGNED_IN} AND devices.id = +?2`,
    [clock.now(), deviceId],
  );
  return found.length > 0;
}
