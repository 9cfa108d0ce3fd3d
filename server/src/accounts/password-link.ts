import { type AccountId, type PersonLink, ProtocolError } from "@encrptalk/protocol";
import { entryOf } from "../audit/index.ts";
import type { Author } from "../store/audit-entry.ts";
import type { Caller, Context } from "./context.ts";
import { readPerson } from "./person-row.ts";
import { hashToken, mintToken } from "./secrets.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const VALID_FOR_MS = { invitation: 14 * DAY_MS, reset: DAY_MS } as const;

export type LinkPurpose = keyof typeof VALID_FOR_MS;

/**
 * A link with which the person chooses a password: an invitation until they have one, then a reset. Voids the link
 * before it. Errors: `not-found`, `account-deactivated`.
 */
export async function issueLink(
  context: Context,
  actor: Author,
  accountId: AccountId,
  caller: Pick<Caller, "headers">,
): Promise<PersonLink> {
  const { status } = await readPerson(context, accountId);
  if (status === "deactivated") throw new ProtocolError("account-deactivated");
  const purpose = status === "invited" ? "invitation" : "reset";
  const { statement, link } = newLink(context, accountId, purpose, caller);
  const audit = entryOf(context, actor, { kind: "link.made", details: { purpose } }, accountId);
  await context.sql.writeAll([{ ...statement, audit }]);
  return link;
}

/** The link, and the statement that makes it valid. */
export function newLink(
  context: Context,
  accountId: AccountId,
  purpose: LinkPurpose,
  caller: Pick<Caller, "headers">,
) {
  const { expiresAt, mint } = linkMaker(context, purpose, caller);
  const { url, tokenHash } = mint();
  const statement = {
    sql: `INSERT INTO password_links (account_id, purpose, token_hash, expires_at)
          SELECT id, ?, ?, ? FROM accounts WHERE id = ?
          ON CONFLICT (account_id) DO UPDATE SET
            purpose = excluded.purpose, token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    parameters: [purpose, tokenHash, expiresAt, accountId],
  };
  const link: PersonLink = { url, expiresAt };
  return { statement, link };
}

/** Addresses for links of one kind, made at once. The token stands behind the `#`: no server log ever sees it. */
export function linkMaker(
  { clock, publicUrl }: Context,
  purpose: LinkPurpose,
  { headers }: Pick<Caller, "headers">,
) {
  const school = publicUrl ?? originOf(headers);
  return {
    expiresAt: clock.now() + VALID_FOR_MS[purpose],
    mint() {
      const token = mintToken();
      return { url: `${school}/link#${token}`, tokenHash: hashToken(token) };
    },
  };
}

/** The address under which the administrator sees the product. A page's own Origin has been checked against it. */
const originOf = (headers: Headers): string =>
  headers.get("origin") ?? `http://${headers.get("host") ?? "localhost"}`;
