import type { Connection } from "../connection.ts";
import { type AuditHead, type AuditRow, EMPTY_HEAD, hashOf } from "./audit-row.ts";

/** Rows looked at at once. */
const PAGE = 1_000;

/** `out of place`: it does not follow the row before it. `added`: past the end that the writer noted. */
type Fault = "changed" | "missing" | "out of place" | "added";

export interface AuditVerdict {
  /** The last row up to which all are as they were written. */
  head: AuditHead;
  /** The first row that is not, or `null`. */
  fault: { number: number; what: Fault } | null;
}

/** Walks the whole chain, in one snapshot of the database. */
export const verifyAudit = (db: Connection): AuditVerdict => db.snapshot(() => walkAudit(db));

/** The same, inside a snapshot that there is. */
export function walkAudit(db: Connection): AuditVerdict {
  const end = notedEnd(db);
  let head = EMPTY_HEAD;
  for (let rows = pageAfter(db, head); rows.length > 0; rows = pageAfter(db, head)) {
    for (const row of rows) {
      const what = faultOf(row, head, end);
      if (what) return { head, fault: { number: head.number + 1, what } };
      head = { number: row.number, hash: row.hash };
    }
  }
  return { head, fault: end.number > head.number ? { number: head.number + 1, what: "missing" } : null };
}

function faultOf(row: AuditRow, before: AuditHead, end: AuditHead): Fault | null {
  if (row.number !== before.number + 1) return "missing";
  if (row.hash !== hashOf(row)) return "changed";
  if (row.previous_hash !== before.hash) return "out of place";
  if (row.number > end.number) return "added";
  // Somebody may have made the rest of the chain anew after it.
  return row.number === end.number && row.hash !== end.hash ? "changed" : null;
}

const notedEnd = (db: Connection): AuditHead =>
  db.get<AuditHead>("SELECT audit_number AS number, audit_hash AS hash FROM meta") ?? EMPTY_HEAD;

const pageAfter = (db: Connection, { number }: AuditHead): AuditRow[] =>
  db.all<AuditRow>("SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?", number, PAGE);
