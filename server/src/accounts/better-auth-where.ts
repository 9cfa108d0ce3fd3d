import type { CleanedWhere } from "better-auth/adapters";
import type { SqlValue } from "../store/store.ts";
import { hashToken } from "./secrets.ts";

/** The column that better-auth knows as a session's token, and that holds only its hash. */
export const TOKEN_COLUMN = "token_hash";

export interface Fragment {
  sql: string;
  parameters: SqlValue[];
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A value as it is stored: the tokens hashed. */
export function stored(column: string, value: unknown): SqlValue {
  if (value === undefined || value === null) return null;
  if (column === TOKEN_COLUMN && typeof value === "string") return hashToken(value);
  if (typeof value === "string" || typeof value === "number") return value;
  throw new TypeError(`better-auth gave ${column} a value that the store does not take`);
}

const COMPARISONS = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;
const MEMBERSHIPS = { in: "IN", not_in: "NOT IN" } as const;

/** What better-auth asks for, as a `WHERE` clause or nothing: all of its ANDs, and one of its ORs. */
export function whereClause(conditions: readonly CleanedWhere[] = []): Fragment {
  const ands = conditions.filter(({ connector }) => connector !== "OR").map(condition);
  const ors = conditions.filter(({ connector }) => connector === "OR").map(condition);
  const groups = [...ands];
  if (ors.length > 0)
    groups.push({
      sql: `(${ors.map(({ sql }) => sql).join(" OR ")})`,
      parameters: ors.flatMap((or) => or.parameters),
    });
  return {
    sql: groups.length > 0 ? ` WHERE ${groups.map(({ sql }) => sql).join(" AND ")}` : "",
    parameters: groups.flatMap(({ parameters }) => parameters),
  };
}

function condition({ field, operator = "eq", value, mode }: CleanedWhere): Fragment {
  const insensitive = mode === "insensitive";
  const column = insensitive ? `lower(${quoted(field)})` : quoted(field);
  const parameter = (item: unknown) => {
    const given = stored(field, item);
    return insensitive && typeof given === "string" ? given.toLowerCase() : given;
  };
  switch (operator) {
    case "eq":
      return { sql: `${column} IS ?`, parameters: [parameter(value)] };
    case "ne":
      return { sql: `${column} IS NOT ?`, parameters: [parameter(value)] };
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return { sql: `${column} ${COMPARISONS[operator]} ?`, parameters: [parameter(value)] };
    case "in":
    case "not_in": {
      const items = Array.isArray(value) ? value : [value];
      return {
        sql: `${column} ${MEMBERSHIPS[operator]} (${items.map(() => "?").join(", ")})`,
        parameters: items.map(parameter),
      };
    }
    case "contains":
      return { sql: `instr(${column}, ?) > 0`, parameters: [parameter(value)] };
    case "starts_with":
      return { sql: `instr(${column}, ?) = 1`, parameters: [parameter(value)] };
    case "ends_with":
      return {
        sql: `substr(${column}, -length(?)) = ?`,
        parameters: [parameter(value), parameter(value)],
      };
  }
}
