import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";
import { hashToken } from "./secrets.ts";
import { readCookie, tokenOfCookie } from "./session-cookie.ts";

type DeviceKind = "browser" | "program";

/**
 * Who sends a request with these headers: a program by its bearer token, else a browser by its cookie. `null`: nobody
 * who is signed in. One indexed read of the database and no cache, so a session that ended is refused from its commit on.
 */
export async function authenticate(context: Context, headers: Headers): Promise<Actor | null> {
  const authorization = headers.get("authorization");
  // Whatever the header says, the cookie does not count beside it: such requests are not guarded by their Origin.
  if (authorization !== null) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return token ? await actorByToken(context, token, "program") : null;
  }
  const cookie = readCookie(context.cookie, headers);
  return cookie === null ? null : await actorByToken(context, tokenOfCookie(cookie), "browser");
}

export async function actorByToken(context: Context, token: string, kind: DeviceKind): Promise<Actor | null> {
  const [actor] = await context.sql.read<Actor>(
    `SELECT account_id AS accountId, devices.id AS deviceId, role, accounts.name AS name, expires_at AS expiresAt
     FROM devices JOIN accounts ON accounts.id = devices.account_id
     WHERE token_hash = ? AND kind = ? AND ended IS NULL AND expires_at > ? AND deactivated_at IS NULL`,
    [hashToken(token), kind, context.clock.now()],
  );
  if (!actor) return null;
  context.seen.note(actor);
  return actor;
}
