import { foldText, ProtocolError, type RosterField } from "@encrptalk/protocol";
import { COLUMN_NAMES, GIVEN_BESIDE_NAME, LOOSE_NAMES } from "./column-names.ts";
import type { Csv, CsvRow } from "./read-csv.ts";

/** Which column has which field, from 0. */
export type Columns = Partial<Record<RosterField, number>>;

/** In the order in which a row is looked at. */
export const ROSTER_FIELDS = ["rollId", "name", "email", "className"] as const satisfies RosterField[];

/**
 * Finds the columns by their usual names; `byHand` goes before. A first and a last name, or a class and its section,
 * make one more column behind the others, with both. Errors: `malformed` for a column that is not there.
 */
export function recogniseColumns(csv: Csv, byHand: Columns): { csv: Csv; columns: Columns } {
  const keys = csv.headers.map(keyOf);
  const joined = joinParts(csv, [findNameParts(keys), findPair(keys, "className", "section")]);
  const taken = new Set<number>();
  for (const [field, column] of Object.entries(byHand)) {
    if (column >= joined.csv.headers.length)
      throw new ProtocolError("malformed", { field: `columns.${field}` });
    taken.add(column);
  }
  const [
    name = find(keys, [...COLUMN_NAMES.name, ...LOOSE_NAMES]),
    className = find(keys, COLUMN_NAMES.className),
  ] = joined.columns;
  const found = {
    rollId: find(keys, COLUMN_NAMES.rollId),
    name: find(keys, COLUMN_NAMES.name) ?? name,
    email: find(keys, COLUMN_NAMES.email),
    className,
  };
  const columns: Columns = { ...byHand };
  for (const field of ROSTER_FIELDS) {
    const column = found[field];
    if (columns[field] === undefined && column !== undefined && !taken.has(column)) columns[field] = column;
  }
  return { csv: joined.csv, columns };
}

/** A column's name without what people write differently. */
const keyOf = (header: string): string => foldText(header).replace(/[^\p{L}\p{N}]/gu, "");

function find(keys: readonly string[], names: readonly string[]): number | undefined {
  const name = names.find((known) => keys.includes(known));
  return name === undefined ? undefined : keys.indexOf(name);
}

type Pair = readonly [number, number] | undefined;

function findNameParts(keys: readonly string[]): Pair {
  const pair = findPair(keys, "firstName", "lastName");
  if (pair) return pair;
  const [given, name] = [find(keys, GIVEN_BESIDE_NAME), find(keys, ["name"])];
  return given === undefined || name === undefined ? undefined : [given, name];
}

function findPair(
  keys: readonly string[],
  one: keyof typeof COLUMN_NAMES,
  other: keyof typeof COLUMN_NAMES,
): Pair {
  const [first, second] = [find(keys, COLUMN_NAMES[one]), find(keys, COLUMN_NAMES[other])];
  return first === undefined || second === undefined ? undefined : [first, second];
}

/** Adds a column for each pair that was found, and says which it is. */
function joinParts(csv: Csv, pairs: readonly Pair[]): { csv: Csv; columns: (number | undefined)[] } {
  const found = pairs.filter((pair) => pair !== undefined);
  const join = (cells: readonly string[], between: string): string[] => [
    ...csv.headers.map((_, column) => cells[column] ?? ""),
    ...found.map((pair) =>
      pair
        .map((column) => cells[column] ?? "")
        .filter(Boolean)
        .join(between),
    ),
  ];
  const columns = pairs.map((pair) => (pair ? csv.headers.length + found.indexOf(pair) : undefined));
  if (found.length === 0) return { csv, columns };
  const rows = csv.rows.map(({ line, cells }): CsvRow => ({ line, cells: join(cells, " ") }));
  return { csv: { headers: join(csv.headers, " + "), rows }, columns };
}
