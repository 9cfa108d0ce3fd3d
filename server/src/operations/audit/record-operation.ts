import { SQLiteError } from "bun:sqlite";
import type { Audited, Timestamp } from "@encrptalk/protocol";
import { recordEntry } from "../../store/sqlite/audit/record-entry.ts";
import { Connection } from "../../store/sqlite/connection.ts";

/** What whoever runs the server did by its command line, written into the audit log in the transaction under way. */
export const recordOperation = (db: Connection, at: Timestamp, audited: Audited): void =>
  recordEntry(db, {
    at,
    actor: { type: "operator" },
    ...{ address: null, subjectId: null, roomId: null },
    audited,
  });

/**
 * Writes down that a backup was taken. Says whether it could: a backup of a folder that cannot be written to, or of an
 * older version's, is a backup all the same.
 */
export function recordBackup(database: string, at: Timestamp): boolean {
  try {
    const db = new Connection(database, "write");
    try {
      db.run("BEGIN IMMEDIATE");
      recordOperation(db, at, { kind: "backup.made", details: {} });
      db.run("COMMIT");
      return true;
    } finally {
      db.rollback();
      db.close();
    }
  } catch (error) {
    if (error instanceof SQLiteError) return false;
    throw error;
  }
}
