import { type AccountId, foldText } from "@encrptalk/protocol";
import type { ChangedPeople, SqlStatement } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { foldRollId } from "../fold.ts";
import { mintId } from "../secrets.ts";
import type { Fields } from "./entries.ts";
import type { Plan } from "./plan.ts";

const THESE = "(SELECT value FROM json_each(?))";

/** The statements that do what was planned, and whom they change: one for all rows each, their rows as JSON. */
export function writesOf(
  { clock }: Context,
  { add, update, deactivate }: Plan,
): { statements: SqlStatement[]; changed: Required<ChangedPeople> } {
  const added = add.map((fields) => rowOf(mintId() as AccountId, fields));
  const updated = update.map(({ before, fields }) => rowOf(before.accountId, fields));
  const wanted = new Set([...added, ...updated].map(({ email }) => email));
  const handedOver = update.filter(
    (one) => one.changes.includes("email") && wanted.has(one.before.fields.email),
  );
  const reactivated = update.filter(({ before }) => before.isDeactivated).map(accountIdOf);
  const gone = deactivate.map(({ accountId }) => accountId);
  const now = clock.now();
  const statements: [readonly unknown[], string, ...(string | number)[]][] = [
    // Who takes over another's address must not meet it: for a moment each has one that nobody can have.
    [handedOver.map(accountIdOf), `UPDATE accounts SET email = id WHERE id IN ${THESE}`],
    [
      updated,
      `UPDATE accounts SET name = row.value ->> 'name', name_key = row.value ->> 'nameKey',
         email = row.value ->> 'email', roll_id = row.value ->> 'rollId', class_name = row.value ->> 'className'
       FROM json_each(?) AS row WHERE accounts.id = row.value ->> 'accountId'`,
    ],
    // A sign-in that was under way during the deactivation may have left a session that never lived.
    [[...reactivated, ...gone], `UPDATE devices SET ended = 'deactivated' WHERE account_id IN ${THESE}`],
    [reactivated, `UPDATE accounts SET deactivated_at = NULL WHERE id IN ${THESE}`],
    [gone, `UPDATE accounts SET deactivated_at = ?2 WHERE id IN (SELECT value FROM json_each(?1))`, now],
    [gone, `DELETE FROM password_links WHERE account_id IN ${THESE}`],
    [
      added,
      `INSERT INTO accounts (id, role, name, name_key, email, roll_id, roll_id_key, class_name, created_at)
       SELECT value ->> 'accountId', 'student', value ->> 'name', value ->> 'nameKey', value ->> 'email',
         value ->> 'rollId', value ->> 'rollIdKey', value ->> 'className', ?2 FROM json_each(?1)`,
      now,
    ],
  ];
  return {
    statements: statements
      .filter(([rows]) => rows.length > 0)
      .map(([rows, sql, ...more]) => ({ sql, parameters: [JSON.stringify(rows), ...more] })),
    changed: {
      names: update.filter(({ changes }) => changes.includes("name")).map(accountIdOf),
      students: [...added.map(({ accountId }) => accountId), ...update.map(accountIdOf), ...gone],
    },
  };
}

const accountIdOf = ({ before }: Plan["update"][number]): AccountId => before.accountId;

const rowOf = (accountId: AccountId, fields: Fields) => ({
  ...fields,
  accountId,
  nameKey: foldText(fields.name),
  rollIdKey: foldRollId(fields.rollId),
});
