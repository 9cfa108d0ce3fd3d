import {
  type AccountId,
  foldText,
  type PersonRecord,
  ProtocolError,
  type UpdatePerson,
} from "@encrptalk/protocol";
import { entryOf } from "../audit/index.ts";
import type { Author } from "../store/audit-entry.ts";
import { refuseTaken } from "./add-person.ts";
import type { Context } from "./context.ts";
import { foldRollId } from "./fold.ts";
import { readPerson } from "./person-row.ts";

const FIELDS = ["name", "email", "rollId", "className"] as const;

/** Changes what is given. Errors: `not-found`, `taken`, `malformed` for a roll ID or class of an administrator. */
export async function updatePerson(
  context: Context,
  actor: Author,
  accountId: AccountId,
  change: UpdatePerson,
): Promise<PersonRecord> {
  const before = await readPerson(context, accountId);
  if (before.role === "admin") refuseStudentFields(change);
  const { name, email, rollId, className } = change;
  const fields = FIELDS.filter((field) => change[field] !== undefined && change[field] !== before[field]);
  await context.sql.writeAll(
    [
      {
        sql: `UPDATE OR IGNORE accounts SET
                name = coalesce(?, name), name_key = coalesce(?, name_key), email = coalesce(?, email),
                roll_id = coalesce(?, roll_id), roll_id_key = coalesce(?, roll_id_key),
                class_name = coalesce(?, class_name)
              WHERE id = ?`,
        parameters: [
          name ?? null,
          name === undefined ? null : foldText(name),
          email ?? null,
          rollId ?? null,
          rollId === undefined ? null : foldRollId(rollId),
          className ?? null,
          accountId,
        ],
        ...(fields.length > 0
          ? { audit: entryOf(context, actor, { kind: "account.changed", details: { fields } }, accountId) }
          : {}),
      },
    ],
    { names: [accountId], students: [accountId] },
  );
  await refuseTaken(context, accountId, { email, rollId });
  return await readPerson(context, accountId);
}

function refuseStudentFields(change: UpdatePerson): void {
  for (const field of ["rollId", "className"] as const)
    if (change[field] !== undefined)
      throw new ProtocolError("malformed", {
        field,
        message: "An administrator has neither roll ID nor class.",
      });
}
