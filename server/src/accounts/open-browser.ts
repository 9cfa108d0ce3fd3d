import { type AccountId, type DeviceId, ProtocolError } from "@encrptalk/protocol";
import type { Actor } from "./actor.ts";
import { actorByToken, authenticate } from "./authenticate.ts";
import type { Caller, Context, SignedIn } from "./context.ts";
import { readMe } from "./me.ts";
import { hashToken } from "./secrets.ts";

/** An account with a password, as it was found before the password was checked. */
export interface Candidate {
  accountId: AccountId;
  email: string;
  /** `null`: no password was ever chosen. */
  passwordHash: string | null;
}

/** Nobody has this address: for identifiers that are not known, so that they cost what known ones cost. */
const NOBODY = "nobody@encrptalk.invalid";

/**
 * Signs a browser in: `wrong-credentials` and `account-deactivated` are the refusals. Whoever was signed in there
 * before is signed out.
 */
export async function openBrowser(
  context: Context,
  candidate: Candidate | null,
  password: string,
  caller: Caller,
  name?: string,
): Promise<SignedIn> {
  const former = await authenticate(context, onlyCookie(caller.headers));
  const sessions = await context.sessions();
  const userAgent = caller.headers.get("user-agent") ?? "";
  const opened = await sessions.openBrowser(candidate?.email ?? NOBODY, password, userAgent);
  if (!opened) throw new ProtocolError("wrong-credentials");
  const { token, cookie } = opened;
  if (!candidate?.passwordHash || !(await settle(context, token, candidate.passwordHash, name))) {
    await endByToken(context, token);
    throw new ProtocolError("wrong-credentials");
  }
  const actor = await actorByToken(context, token, "browser");
  if (!actor) {
    await endByToken(context, token);
    throw new ProtocolError("account-deactivated");
  }
  await welcome(context, actor);
  if (former && former.deviceId !== actor.deviceId) await context.ended.end(former.deviceId);
  return { me: await readMe(context, actor), cookie };
}

/**
 * The password may have been changed while it was checked, and the change has signed out all devices that it saw.
 * So the new one stays only if the password is still the same.
 */
async function settle(
  { sql }: Context,
  token: string,
  passwordHash: string,
  name: string | undefined,
): Promise<boolean> {
  const { rows } = await sql.write<{ deviceId: DeviceId; ended: string | null }>(
    `UPDATE devices SET name = coalesce(?, name), ended = CASE WHEN EXISTS (
       SELECT 1 FROM credentials WHERE credentials.account_id = devices.account_id AND password = ?
     ) THEN ended ELSE 'signed-out' END
     WHERE token_hash = ? RETURNING id AS deviceId, ended`,
    [name ?? null, passwordHash, hashToken(token)],
  );
  return rows[0]?.ended === null;
}

async function endByToken({ sql, ended }: Context, token: string): Promise<void> {
  await sql.write("UPDATE devices SET ended = 'signed-out' WHERE token_hash = ?", [hashToken(token)]);
  await ended.collect();
}

/** Until all of it is done, the next sign-in does it again. */
async function welcome({ sql, clock, ended, surroundings }: Context, actor: Actor): Promise<void> {
  const [account] = await sql.read<{ isFirst: number; isNewSchool: number }>(
    `SELECT first_signed_in_at IS NULL AS isFirst,
       NOT EXISTS (SELECT 1 FROM accounts WHERE first_signed_in_at IS NOT NULL) AS isNewSchool
     FROM accounts WHERE id = ?`,
    [actor.accountId],
  );
  if (!account?.isFirst) return;
  try {
    if (account.isNewSchool) await surroundings.onSchoolMade(actor);
    await surroundings.onFirstSignIn(actor);
  } catch (error) {
    await ended.end(actor.deviceId);
    throw error;
  }
  await sql.write("UPDATE accounts SET first_signed_in_at = ? WHERE id = ?", [clock.now(), actor.accountId]);
}

function onlyCookie(headers: Headers): Headers {
  const cookie = headers.get("cookie");
  return new Headers(cookie === null ? {} : { cookie });
}
