import {
  type AccountId,
  type AddedPerson,
  type AddPerson,
  foldText,
  ProtocolError,
} from "@encrptalk/protocol";
import { entryOf } from "../audit/index.ts";
import type { Author } from "../store/audit-entry.ts";
import type { Caller, Context } from "./context.ts";
import { foldRollId } from "./fold.ts";
import { newLink } from "./password-link.ts";
import { readPerson } from "./person-row.ts";
import { mintId } from "./secrets.ts";

/** Adds a person, invited by the link that comes back. Errors: `taken`, with the field `email` or `rollId`. */
export async function addPerson(
  context: Context,
  actor: Author,
  input: AddPerson,
  caller: Pick<Caller, "headers">,
): Promise<AddedPerson> {
  const accountId = mintId() as AccountId;
  const { rollId, className } = input.role === "student" ? input : { rollId: null, className: null };
  const { statement, link } = newLink(context, accountId, "invitation", caller);
  await context.sql.writeAll(
    [
      {
        sql: `INSERT INTO accounts (id, role, name, name_key, email, roll_id, roll_id_key, class_name, created_at)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        parameters: [
          accountId,
          input.role,
          input.name,
          foldText(input.name),
          input.email,
          rollId,
          rollId === null ? null : foldRollId(rollId),
          className,
          context.clock.now(),
        ],
        audit: entryOf(context, actor, { kind: "account.made", details: { role: input.role } }, accountId),
      },
      statement,
    ],
    { students: [accountId] },
  );
  await refuseTaken(context, accountId, { email: input.email, rollId: rollId ?? undefined });
  return { person: await readPerson(context, accountId), link };
}

/** Says what of these another account has already, if any. */
export async function refuseTaken(
  { sql }: Context,
  accountId: AccountId,
  { email, rollId }: { email: string | undefined; rollId: string | undefined },
): Promise<void> {
  const [other] = await sql.read<{ hasEmail: number }>(
    "SELECT email IS ?1 AS hasEmail FROM accounts WHERE id <> ?3 AND (email = ?1 OR roll_id_key = ?2) LIMIT 1",
    [email ?? null, rollId === undefined ? null : foldRollId(rollId), accountId],
  );
  if (other) throw new ProtocolError("taken", { field: other.hasEmail ? "email" : "rollId" });
}
