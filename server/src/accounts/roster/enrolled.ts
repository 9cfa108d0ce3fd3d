import type { AccountId } from "@encrptalk/protocol";
import { SqlError, type SqlStatement } from "../../store/store.ts";
import type { Context } from "../context.ts";
import type { Fields } from "./entries.ts";

/** Somebody of the school, as a list of students may meet them. */
export interface Enrolled {
  accountId: AccountId;
  isStudent: boolean;
  isDeactivated: boolean;
  fields: Fields;
}

type Row = [AccountId, string, string, string, string | null, string | null, number];

/** Everybody's fields as one text: what is read before a decision, and compared in the transaction that follows. */
const EVERYBODY = `(SELECT json_group_array(json_array(id, role, name, email, roll_id, class_name, deactivated))
  FROM (SELECT id, role, name, email, roll_id, class_name, deactivated_at IS NOT NULL AS deactivated
        FROM accounts ORDER BY id))`;

/** Everybody, and the text that `stillThus` compares. */
export async function readEnrolled({ sql }: Context): Promise<{ everybody: Enrolled[]; seen: string }> {
  const [row] = await sql.read<{ seen: string }>(`SELECT ${EVERYBODY} AS seen`, []);
  const seen = row?.seen ?? "[]";
  const everybody = (JSON.parse(seen) as Row[]).map(
    ([accountId, role, name, email, rollId, className, deactivated]): Enrolled => ({
      accountId,
      isStudent: role === "student",
      isDeactivated: deactivated === 1,
      fields: { name, email, rollId: rollId ?? "", className: className ?? "" },
    }),
  );
  return { everybody, seen };
}

/**
 * A statement that fails, and all of its transaction with it, once anybody's fields are not as they were seen: SQLite
 * has no other way to give up from within a script than a broken constraint.
 */
export const stillThus = (seen: string): SqlStatement => ({
  sql: `INSERT INTO settings (key, value) SELECT 'roster', NULL WHERE ${EVERYBODY} IS NOT ?`,
  parameters: [seen],
});

/** Whether a transaction was given up because of `stillThus`. */
export const hasChanged = (error: unknown): boolean =>
  error instanceof SqlError && error.code === "SQLITE_CONSTRAINT_NOTNULL";
