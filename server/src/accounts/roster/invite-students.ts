import type { AccountId, Invitations, InviteStudents } from "@encrptalk/protocol";
import { entryOf } from "../../audit/index.ts";
import type { Author } from "../../store/audit-entry.ts";
import type { Caller, Context } from "../context.ts";
import { linkMaker } from "../password-link.ts";
import { STATUS_CONDITIONS } from "../person-row.ts";

type Invited = Omit<Invitations["invitations"][number], "url" | "expiresAt">;

const NOT_YET = `role = 'student' AND ${STATUS_CONDITIONS.invited}`;

/** New links for all students who have not chosen a password yet, of one class or of all, by class and name. */
export async function inviteStudents(
  context: Context,
  actor: Author,
  { className }: InviteStudents,
  caller: Pick<Caller, "headers">,
): Promise<Invitations> {
  const { sql } = context;
  const students = await sql.read<Invited>(
    `SELECT id AS accountId, name, email, roll_id AS rollId, class_name AS className FROM accounts
     WHERE ${NOT_YET} AND (?1 IS NULL OR class_name = ?1) ORDER BY class_name, name_key, id`,
    [className ?? null],
  );
  const { expiresAt, mint } = linkMaker(context, "invitation", caller);
  const made = students.map((student) => ({ student, ...mint() }));
  const links = made.map(({ student, tokenHash }) => ({ accountId: student.accountId, tokenHash }));
  // Whoever was deactivated or signed in meanwhile gets none.
  const { rows } = await sql.write<{ accountId: AccountId }>(
    `INSERT INTO password_links (account_id, purpose, token_hash, expires_at)
     SELECT accounts.id, 'invitation', link.value ->> 'tokenHash', ?2
     FROM json_each(?1) AS link JOIN accounts ON accounts.id = link.value ->> 'accountId' WHERE ${NOT_YET}
     ON CONFLICT (account_id) DO UPDATE SET
       purpose = excluded.purpose, token_hash = excluded.token_hash, expires_at = excluded.expires_at
     RETURNING account_id AS accountId`,
    [JSON.stringify(links), expiresAt],
    entryOf(context, actor, { kind: "invitations.made", details: { count: 0 } }, null),
  );
  const invited = new Set(rows.map(({ accountId }) => accountId));
  return {
    invitations: made
      .filter(({ student }) => invited.has(student.accountId))
      .map(({ student, url }) => ({ ...student, url, expiresAt })),
  };
}
