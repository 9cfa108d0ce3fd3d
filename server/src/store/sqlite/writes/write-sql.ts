import type { ChangedPeople, SqlStatement } from "../../store.ts";
import type { Transaction } from "../transaction.ts";
import { announceChanged, factsOf } from "./changed-people.ts";

export function writeSql<Row>(
  { db }: Transaction,
  { sql, parameters }: SqlStatement,
): { rows: Row[]; changes: number } {
  return db.query<Row>(sql, ...parameters);
}

export function writeAllSql(
  transaction: Transaction,
  { statements, changed = {} }: { statements: readonly SqlStatement[]; changed?: ChangedPeople },
): void {
  const before = factsOf(transaction.db, changed);
  for (const { sql, parameters } of statements) transaction.db.query(sql, ...parameters);
  announceChanged(transaction, changed, before);
}
