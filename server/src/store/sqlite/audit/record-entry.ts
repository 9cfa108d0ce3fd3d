import type { AuditEntry } from "../../audit-entry.ts";
import type { Connection } from "../connection.ts";
import { type AuditHead, type AuditRow, EMPTY_HEAD, rowAfter } from "./audit-row.ts";

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
    ...columnsOf(row),
  );
  db.run("UPDATE meta SET audit_number = ?, audit_hash = ?", row.number, row.hash);
}

const columnsOf = (row: AuditRow) => [
  row.number,
  row.at,
  row.actor,
  row.account_id,
  row.device_id,
  row.address,
  row.subject_id,
  row.room_id,
  row.kind,
  row.details,
  row.previous_hash,
  row.hash,
];
