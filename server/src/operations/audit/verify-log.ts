import { type AuditVerdict, verifyAudit } from "../../store/sqlite/audit/verify-audit.ts";
import { Connection } from "../../store/sqlite/connection.ts";
import { explained } from "../backup/durable-files.ts";
import { CommandError } from "../encrptalk/command.ts";
import { requireSchool } from "../require-school.ts";

/** Whether a data folder's audit log is as it was written, whether a server has it or not. Throws `CommandError`. */
export function verifyLog(dataDirectory: string): AuditVerdict {
  const { database } = requireSchool(dataDirectory);
  try {
    const db = new Connection(database, "read");
    try {
      requireLog(db, database);
      return verifyAudit(db);
    } finally {
      db.close();
    }
  } catch (error) {
    throw explained(error, database);
  }
}

function requireLog(db: Connection, file: string): void {
  if (db.get("SELECT 1 FROM sqlite_schema WHERE name = 'audit'")) return;
  throw new CommandError(
    `The database ${file} has no audit log. An older version of Encrptalk made it: start the server once, which brings it up to date.`,
  );
}

/** What is wrong, as a sentence, or `null`. */
export function faultSentence({ fault }: AuditVerdict): string | null {
  if (!fault) return null;
  switch (fault.what) {
    case "changed":
      return `Row ${fault.number} of the audit log is not what was written.`;
    case "missing":
      return `Row ${fault.number} of the audit log is missing.`;
    case "out of place":
      return `Row ${fault.number} of the audit log does not follow the row before it.`;
    case "added":
      return `Row ${fault.number} of the audit log was added by something other than the server.`;
  }
}
