import type { AccountId, Audited } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import type { AuditEntry, Author } from "../store/audit-entry.ts";

/** What the audit log is to say of something that an account does now. `subjectId`: to whom, or whose it is. */
export const entryOf = (
  { clock }: { clock: Clock },
  { accountId, deviceId, address }: Author,
  audited: Audited,
  subjectId: AccountId | null,
): AuditEntry => ({
  at: clock.now(),
  actor: { type: "account", accountId, deviceId },
  address,
  subjectId,
  roomId: null,
  audited,
});
