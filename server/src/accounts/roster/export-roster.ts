import { writeCsv } from "@encrptalk/protocol";
import { entryOf } from "../../audit/index.ts";
import type { Author } from "../../store/audit-entry.ts";
import type { Context } from "../context.ts";
import type { Fields } from "./entries.ts";

/** All students who are not deactivated, by class and name, as a list that can be imported again. Written down first. */
export async function exportRoster(context: Context, actor: Author): Promise<string> {
  const { sql } = context;
  await sql.record(entryOf(context, actor, { kind: "roster.exported", details: {} }, null));
  const students = await sql.read<Fields>(
    `SELECT roll_id AS rollId, name, email, class_name AS className FROM accounts
     WHERE role = 'student' AND deactivated_at IS NULL ORDER BY class_name, name_key, id`,
    [],
  );
  const rows = students.map(({ rollId, name, email, className }) => [rollId, name, email, className]);
  return writeCsv([["Roll ID", "Name", "Email", "Class"], ...rows]);
}
