import { type AccountId, type AccountStatus, type PersonRecord, ProtocolError } from "@encrptalk/protocol";
import type { Context } from "./context.ts";

export type PersonRow = Omit<PersonRecord, "online">;

const HAS_CREDENTIAL = "EXISTS (SELECT 1 FROM credentials WHERE credentials.account_id = accounts.id)";

export const STATUS_CONDITIONS: Record<AccountStatus, string> = {
  deactivated: "deactivated_at IS NOT NULL",
  active: `deactivated_at IS NULL AND ${HAS_CREDENTIAL}`,
  invited: `deactivated_at IS NULL AND NOT ${HAS_CREDENTIAL}`,
};

export const PERSON_COLUMNS = `accounts.id AS accountId, role, name, email, roll_id AS rollId, class_name AS className,
  CASE WHEN ${STATUS_CONDITIONS.deactivated} THEN 'deactivated' WHEN ${HAS_CREDENTIAL} THEN 'active' ELSE 'invited' END
  AS status, created_at AS createdAt, last_seen_at AS lastSeenAt`;

export const toRecord = ({ surroundings }: Context, row: PersonRow): PersonRecord => ({
  ...row,
  online: surroundings.isOnline(row.accountId),
});

/** Errors: `not-found`. */
export async function readPerson(context: Context, accountId: AccountId): Promise<PersonRecord> {
  const [row] = await context.sql.read<PersonRow>(`SELECT ${PERSON_COLUMNS} FROM accounts WHERE id = ?`, [
    accountId,
  ]);
  if (!row) throw new ProtocolError("not-found");
  return toRecord(context, row);
}
