import type { AuditEntry } from "../../audit-entry.ts";
import type { Connection } from "../connection.ts";
import { type AuditHead, EMPTY_HEAD, hashedColumnsOf, rowAfter } from "./audit-row.ts";

/**
 * What the next row follows, read anew each time: whoever takes a backup writes too. The end as it was noted, so that
 * rows which are not there any more are missed; with a number that is free, whatever somebody has put there.
 */
const auditHead = (db: Connection): AuditHead =>
  db.get<AuditHead>(
    `SELECT max(audit_number, (SELECT coalesce(max(number), 0) FROM audit)) AS number, audit_hash AS hash FROM meta`,
  ) ?? EMPTY_HEAD;

/** Appends to the audit log, in the transaction of what it tells. */
export function recordEntry(db: Connection, entry: AuditEntry): void {
  const row = rowAfter(auditHead(db), entry);
  db.run(
    `INSERT INTO audit (number, at, actor, account_id, device_id, address, subject_id, room_id, kind, details,
       previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...hashedColumnsOf(row),
    row.hash,
  );
  db.run("UPDATE meta SET audit_number = ?, audit_hash = ?", row.number, row.hash);
}
