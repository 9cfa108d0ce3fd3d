import { type ChangePassword, ProtocolError } from "@encrptalk/protocol";
import { entryOf } from "../audit/index.ts";
import type { Actor } from "./actor.ts";
import type { Caller, Context } from "./context.ts";
import { candidateById } from "./sign-in.ts";

/**
 * Changes one's own password, signs out one's other devices and voids a link that is still about.
 * Errors: `wrong-credentials` when `current` is not the password, `rate-limited`.
 */
export async function changePassword(
  context: Context,
  actor: Actor,
  { current, next }: ChangePassword,
  { address }: Pick<Caller, "address">,
): Promise<void> {
  await context.attempts.guess(`password ${actor.accountId}`, address, "wrong-credentials", async () => {
    const { passwordHash } = await candidateById(context, actor.accountId);
    if (!passwordHash || !(await context.passwords.verify(current, passwordHash)))
      throw new ProtocolError("wrong-credentials");
    await replacePassword(context, actor, passwordHash, await context.passwords.hash(next));
  });
}

/** All or nothing, and only if the password is still the one that was checked. */
async function replacePassword(context: Context, actor: Actor, from: string, to: string): Promise<void> {
  const { accountId, deviceId } = actor;
  const replaced = "EXISTS (SELECT 1 FROM credentials WHERE account_id = ? AND password = ?)";
  await context.sql.writeAll([
    {
      sql: "UPDATE credentials SET password = ?, updated_at = ? WHERE account_id = ? AND password = ?",
      parameters: [to, context.clock.now(), accountId, from],
      audit: entryOf(context, actor, { kind: "password.changed", details: {} }, accountId),
    },
    {
      sql: `UPDATE devices SET ended = 'signed-out' WHERE account_id = ? AND id <> ? AND ${replaced}`,
      parameters: [accountId, deviceId, accountId, to],
    },
    {
      sql: `DELETE FROM password_links WHERE account_id = ? AND ${replaced}`,
      parameters: [accountId, accountId, to],
    },
  ]);
  await context.ended.collect();
  if ((await candidateById(context, accountId)).passwordHash !== to)
    throw new ProtocolError("wrong-credentials");
}
