import { foldText, type PeoplePage, type PeopleQuery, ProtocolError } from "@encrptalk/protocol";
import type { SqlValue } from "../store/store.ts";
import type { Context } from "./context.ts";
import { foldRollId } from "./fold.ts";
import { PERSON_COLUMNS, type PersonRow, STATUS_CONDITIONS, toRecord } from "./person-row.ts";

/**
 * People by name. The cursor is the last person of the page before, whose place is looked up again, so that it stays
 * short whatever the name. Errors: `malformed` for a cursor of nobody.
 */
export async function listPeople(context: Context, query: PeopleQuery): Promise<PeoplePage> {
  const { conditions, parameters } = filter(query);
  const where = (more: readonly string[]) => {
    const all = [...conditions, ...more];
    return all.length > 0 ? `WHERE ${all.join(" AND ")}` : "";
  };
  const [counted] = await context.sql.read<{ total: number }>(
    `SELECT count(*) AS total FROM accounts ${where([])}`,
    parameters,
  );
  const place = query.after === undefined ? [] : await placeOf(context, query.after);
  const rows = await context.sql.read<PersonRow>(
    `SELECT ${PERSON_COLUMNS} FROM accounts ${where(place.length > 0 ? ["(name_key, accounts.id) > (?, ?)"] : [])}
     ORDER BY name_key, accounts.id LIMIT ?`,
    [...parameters, ...place, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    people: page.map((row) => toRecord(context, row)),
    total: counted?.total ?? 0,
    next: rows.length > query.limit ? (page.at(-1)?.accountId ?? null) : null,
  };
}

function filter({ search, role, status }: PeopleQuery): { conditions: string[]; parameters: SqlValue[] } {
  const conditions: string[] = [];
  const parameters: SqlValue[] = [];
  const sought = search?.trim();
  if (sought) {
    conditions.push("(instr(name_key, ?) > 0 OR instr(email, ?) > 0 OR instr(roll_id_key, ?) > 0)");
    parameters.push(foldText(sought), sought.toLowerCase(), foldRollId(sought));
  }
  if (role) {
    conditions.push("role = ?");
    parameters.push(role);
  }
  if (status) conditions.push(STATUS_CONDITIONS[status]);
  return { conditions, parameters };
}

async function placeOf({ sql }: Context, after: string): Promise<SqlValue[]> {
  const [row] = await sql.read<{ nameKey: string }>("SELECT name_key AS nameKey FROM accounts WHERE id = ?", [
    after,
  ]);
  if (!row) throw new ProtocolError("malformed", { field: "after" });
  return [row.nameKey, after];
}
