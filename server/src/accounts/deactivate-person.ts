import { type AccountId, type PersonRecord, ProtocolError } from "@encrptalk/protocol";
import { entryOf } from "../audit/index.ts";
import type { Author } from "../store/audit-entry.ts";
import type { Context } from "./context.ts";
import { readPerson, STATUS_CONDITIONS } from "./person-row.ts";

/**
 * Ends the person's sessions, voids their link and refuses new ones until they are reactivated. Idempotent.
 * Errors: `not-found`, `forbidden` for oneself, `last-admin`.
 */
export async function deactivatePerson(
  context: Context,
  actor: Author,
  accountId: AccountId,
): Promise<PersonRecord> {
  await readPerson(context, accountId);
  if (accountId === actor.accountId)
    throw new ProtocolError("forbidden", {
      message: "Ask another administrator to deactivate your account.",
    });
  // Two administrators who deactivate each other must not both succeed: the condition is part of the statement.
  await context.sql.writeAll(
    [
      {
        sql: `UPDATE accounts SET deactivated_at = ? WHERE id = ? AND deactivated_at IS NULL AND (
              role <> 'admin' OR id IN (
                SELECT ? FROM accounts WHERE id <> ? AND role = 'admin' AND ${STATUS_CONDITIONS.active}))`,
        parameters: [context.clock.now(), accountId, accountId, accountId],
        audit: entryOf(context, actor, { kind: "account.deactivated", details: {} }, accountId),
      },
      {
        sql: `UPDATE devices SET ended = 'deactivated'
            WHERE account_id = ? AND account_id IN (SELECT id FROM accounts WHERE deactivated_at IS NOT NULL)`,
        parameters: [accountId],
      },
      {
        sql: `DELETE FROM password_links
            WHERE account_id = ? AND account_id IN (SELECT id FROM accounts WHERE deactivated_at IS NOT NULL)`,
        parameters: [accountId],
      },
    ],
    { students: [accountId] },
  );
  await context.ended.collect();
  const person = await readPerson(context, accountId);
  if (person.status !== "deactivated") throw new ProtocolError("last-admin");
  return person;
}

/** Lets the person sign in again; their old sessions stay ended. Idempotent. Errors: `not-found`. */
export async function reactivatePerson(
  context: Context,
  actor: Author,
  accountId: AccountId,
): Promise<PersonRecord> {
  await context.sql.writeAll(
    [
      {
        // A sign-in that was under way during the deactivation may have left a session that never lived.
        sql: `UPDATE devices SET ended = 'deactivated'
            WHERE account_id = ? AND account_id IN (SELECT id FROM accounts WHERE deactivated_at IS NOT NULL)`,
        parameters: [accountId],
      },
      {
        sql: "UPDATE accounts SET deactivated_at = NULL WHERE id = ? AND deactivated_at IS NOT NULL",
        parameters: [accountId],
        audit: entryOf(context, actor, { kind: "account.reactivated", details: {} }, accountId),
      },
    ],
    { students: [accountId] },
  );
  await context.ended.collect();
  return await readPerson(context, accountId);
}
