import { type AccountId, type Link, ProtocolError, type RedeemLink } from "@encrptalk/protocol";
import type { Caller, Context, SignedIn } from "./context.ts";
import { openBrowser } from "./open-browser.ts";
import { hashToken, mintId } from "./secrets.ts";
import { candidateById } from "./sign-in.ts";

/** Whose link it is and what for. Errors: `link-invalid`. */
export async function inspectLink(context: Context, token: string): Promise<Link> {
  const { accountId: _, ...link } = await findLink(context, token);
  return link;
}

/**
 * Chooses the password, uses up the link, signs out the account's other devices, and signs in. Of several at the same
 * time one succeeds. Errors: `link-invalid`.
 */
export async function redeemLink(
  context: Context,
  { token, password }: RedeemLink,
  caller: Caller,
): Promise<SignedIn> {
  const link = await findLink(context, token);
  const { accountId } = link;
  await usePassword(context, link, token, await context.passwords.hash(password), caller);
  return await openBrowser(context, await candidateById(context, accountId), password, caller);
}

const VALID_LINK = "token_hash = ? AND expires_at > ? AND deactivated_at IS NULL";

async function findLink({ sql, clock }: Context, token: string): Promise<Link & { accountId: AccountId }> {
  const [link] = await sql.read<Link & { accountId: AccountId }>(
    `SELECT account_id AS accountId, purpose, name, email, roll_id AS rollId
     FROM password_links JOIN accounts ON accounts.id = account_id WHERE ${VALID_LINK}`,
    [hashToken(token), clock.now()],
  );
  if (!link) throw new ProtocolError("link-invalid");
  return link;
}

/** The password is stored only if the link is still valid, and its hash, which is unique, then tells the rest. */
async function usePassword(
  context: Context,
  { accountId, purpose }: Link & { accountId: AccountId },
  token: string,
  passwordHash: string,
  { address }: Caller,
): Promise<void> {
  const now = context.clock.now();
  const stored = "EXISTS (SELECT 1 FROM credentials WHERE account_id = ? AND password = ?)";
  await context.sql.writeAll([
    {
      sql: `INSERT INTO credentials (id, account_id, provider_id, provider_account_id, password, created_at, updated_at)
            SELECT ?, account_id, 'credential', account_id, ?, ?, ?
            FROM password_links JOIN accounts ON accounts.id = account_id WHERE ${VALID_LINK}
            ON CONFLICT (account_id, provider_id) DO UPDATE SET
              password = excluded.password, updated_at = excluded.updated_at`,
      parameters: [mintId(), passwordHash, now, now, hashToken(token), now],
      // Whoever has the link: that they are who it was made for is not known.
      audit: {
        at: now,
        actor: { type: "nobody" },
        address,
        subjectId: accountId,
        roomId: null,
        audited: { kind: "link.used", details: { purpose } },
      },
    },
    {
      sql: `UPDATE devices SET ended = 'signed-out' WHERE account_id = ? AND ${stored}`,
      parameters: [accountId, accountId, passwordHash],
    },
    {
      sql: `DELETE FROM password_links WHERE account_id = ? AND ${stored}`,
      parameters: [accountId, accountId, passwordHash],
    },
  ]);
  await context.ended.collect();
  if ((await candidateById(context, accountId)).passwordHash !== passwordHash)
    throw new ProtocolError("link-invalid");
}
