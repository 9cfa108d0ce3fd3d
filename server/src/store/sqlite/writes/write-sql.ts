import type { AuditEntry } from "../../audit-entry.ts";
import type { ChangedPeople, SqlStatement } from "../../store.ts";
import { recordEntry } from "../audit/record-entry.ts";
import type { Connection } from "../connection.ts";
import { requireActive } from "../entering.ts";
import type { Transaction } from "../transaction.ts";
import { announceChanged, factsOf } from "./changed-people.ts";

export const writeSql = <Row>(
  { db }: Transaction,
  statement: SqlStatement,
): { rows: Row[]; changes: number } => run<Row>(db, statement);

export function writeAllSql(
  transaction: Transaction,
  { statements, changed = {} }: { statements: readonly SqlStatement[]; changed?: ChangedPeople },
): void {
  const before = factsOf(transaction.db, changed);
  for (const statement of statements) run(transaction.db, statement);
  announceChanged(transaction, changed, before);
}

/** What somebody asks for who was deactivated before its turn does not happen (P36). */
export function writeAudit({ db }: Pick<Transaction, "db">, entry: AuditEntry): void {
  if (entry.actor.type === "account") requireActive(db, entry.actor.accountId);
  recordEntry(db, entry);
}

/** What changed nothing did not happen. */
function run<Row>(db: Connection, { sql, parameters, audit }: SqlStatement) {
  const done = db.query<Row>(sql, ...parameters);
  if (audit && done.changes > 0) writeAudit({ db }, counted(audit, done.changes));
  return done;
}

function counted(entry: AuditEntry, count: number): AuditEntry {
  const { audited } = entry;
  return "count" in audited.details
    ? { ...entry, audited: { ...audited, details: { count } } as typeof audited }
    : entry;
}
