import { type AccountId, type DeviceId, ProtocolError } from "@encrptalk/protocol";
import { entryOf } from "../audit/index.ts";
import type { Actor } from "./actor.ts";
import { actorByToken, authenticate } from "./authenticate.ts";
import type { Caller, Context, SignedIn } from "./context.ts";
import { endByToken, endDevice } from "./end-device.ts";
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
  const former = await authenticate(context, { ...caller, headers: onlyCookie(caller.headers) });
  const sessions = await context.sessions();
  const userAgent = caller.headers.get("user-agent") ?? "";
  const opened = await sessions.openBrowser(candidate?.email ?? NOBODY, password, userAgent);
  if (!opened) throw new ProtocolError("wrong-credentials");
  const { token, cookie } = opened;
  const refusal = candidate ? await settle(context, token, candidate, caller, name) : "wrong-credentials";
  const actor = refusal ? null : await actorByToken(context, token, "browser", caller.address);
  if (!actor) {
    await endByToken(context, token);
    throw new ProtocolError(refusal ?? "account-deactivated");
  }
  await welcome(context, actor);
  if (former && former.deviceId !== actor.deviceId) await endDevice(context, actor, former.deviceId);
  return { me: await readMe(context, actor), cookie };
}

/** Whether a password is still the account's, in a statement. */
const IS_THEIRS =
  "EXISTS (SELECT 1 FROM credentials WHERE credentials.account_id = accounts.id AND password = ?)";

/**
 * The password may have been changed while it was checked, and the change has signed out all devices that it saw. So
 * the new one is signed in only if the password is still the same, and the account is not deactivated. Gives the
 * refusal if not.
 */
async function settle(
  context: Context,
  token: string,
  { accountId, passwordHash }: Candidate,
  { address }: Caller,
  name: string | undefined,
): Promise<"wrong-credentials" | "account-deactivated" | null> {
  const { sql } = context;
  const tokenHash = hashToken(token);
  const [device] = await sql.read<{ deviceId: DeviceId; name: string }>(
    "SELECT id AS deviceId, coalesce(?, name) AS name FROM devices WHERE token_hash = ?",
    [name ?? null, tokenHash],
  );
  if (!device) return "wrong-credentials";
  const author = { accountId, deviceId: device.deviceId, address };
  const { changes } = await sql.write(
    `UPDATE devices SET name = ? WHERE token_hash = ? AND ended IS NULL AND account_id IN (
       SELECT id FROM accounts WHERE id = ? AND deactivated_at IS NULL AND ${IS_THEIRS})`,
    [device.name, tokenHash, accountId, passwordHash],
    entryOf(context, author, { kind: "sign-in", details: { device: device.name } }, accountId),
  );
  if (changes > 0) return null;
  const [deactivated] = await sql.read(
    `SELECT 1 FROM accounts WHERE id = ? AND deactivated_at IS NOT NULL AND ${IS_THEIRS}`,
    [accountId, passwordHash],
  );
  return deactivated ? "account-deactivated" : "wrong-credentials";
}

/** Until all of it is done, the next sign-in does it again. */
async function welcome(context: Context, actor: Actor): Promise<void> {
  const { sql, clock, surroundings } = context;
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
    await endDevice(context, actor, actor.deviceId);
    throw error;
  }
  await sql.write("UPDATE accounts SET first_signed_in_at = ? WHERE id = ?", [clock.now(), actor.accountId]);
}

function onlyCookie(headers: Headers): Headers {
  const cookie = headers.get("cookie");
  return new Headers(cookie === null ? {} : { cookie });
}
