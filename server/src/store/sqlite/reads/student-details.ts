import type { AccountId, AccountStatus, StudentDetails, Timestamp } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { deskEntries } from "../desk-rows.ts";
import { findStudent } from "../students.ts";

/** What the account says beside the row. A device whose time is over goes within the minute. */
const ACCOUNT = `
  SELECT created_at AS createdAt, last_seen_at AS lastSeenAt,
    (SELECT count(*) FROM devices WHERE account_id = ?1 AND ended IS NULL) AS devices,
    CASE WHEN deactivated_at IS NOT NULL THEN 'deactivated'
      WHEN EXISTS (SELECT 1 FROM credentials WHERE account_id = ?1) THEN 'active' ELSE 'invited' END AS accountStatus
  FROM accounts WHERE id = ?1`;

interface Account {
  accountStatus: AccountStatus;
  createdAt: Timestamp;
  lastSeenAt: Timestamp | null;
  devices: number;
}

export function studentDetails(
  db: Connection,
  { asker, studentId }: { asker: AccountId; studentId: AccountId },
): StudentDetails | null {
  const student = findStudent(db, studentId);
  const [entry] = student ? deskEntries(db, [student.number], asker) : [];
  const account = db.get<Account>(ACCOUNT, studentId);
  if (!student || !entry || !account) return null;
  const started =
    student.room_id === null
      ? null
      : db.get<{ by: AccountId }>(
          "SELECT account_id AS by FROM events WHERE room_id = ? AND seq = 1",
          student.room_id,
        );
  return { entry, ...account, startedBy: started?.by ?? null, firstResponseMs: student.first_response_ms };
}
