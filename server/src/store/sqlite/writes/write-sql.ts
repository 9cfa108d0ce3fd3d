import type { SqlStatement } from "../../store.ts";
import type { Transaction } from "../transaction.ts";

export function writeSql<Row>(
  { db }: Transaction,
  { sql, parameters }: SqlStatement,
): { rows: Row[]; changes: number } {
  return db.query<Row>(sql, ...parameters);
}

export function writeAllSql({ db }: Transaction, statements: readonly SqlStatement[]): void {
  for (const { sql, parameters } of statements) db.query(sql, ...parameters);
}
