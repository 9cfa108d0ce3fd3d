import type { AccountId, AuditPage, AuditQuery } from "@encrptalk/protocol";
import type { Staff } from "../rooms/index.ts";
import type { Store } from "../store/store.ts";

/** A page of the audit log with the names of those it is about, newest first. */
export async function listAudit(store: Store, staff: Staff, query: AuditQuery): Promise<AuditPage> {
  const page = await store.auditPage(query);
  const named = new Set<AccountId>(query.person ? [query.person] : []);
  for (const { actor, subjectId } of page.records) {
    if (actor.type === "account") named.add(actor.accountId);
    if (subjectId) named.add(subjectId);
  }
  return { ...page, people: await store.people(staff.accountId, [...named]) };
}
