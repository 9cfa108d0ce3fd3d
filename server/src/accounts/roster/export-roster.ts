import { writeCsv } from "@encrptalk/protocol";
import type { Context } from "../context.ts";
import type { Fields } from "./entries.ts";

/** All students who are not deactivated, by class and name, as a list that can be imported again. */
export async function exportRoster({ sql }: Context): Promise<string> {
  const students = await sql.read<Fields>(
    `SELECT roll_id AS rollId, name, email, class_name AS className FROM accounts
     WHERE role = 'student' AND deactivated_at IS NULL ORDER BY class_name, name_key, id`,
    [],
  );
  const rows = students.map(({ rollId, name, email, className }) => [rollId, name, email, className]);
  return writeCsv([["Roll ID", "Name", "Email", "Class"], ...rows]);
}
