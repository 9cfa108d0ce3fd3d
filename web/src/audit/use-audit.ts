import type { AccountId, Person } from "@encrptalk/protocol";
import { useCallback, useState } from "preact/compat";
import { useClient } from "../app/signed-in.ts";
import { usePages } from "../app/use-pages.ts";
import { type AuditQuestion, queryOf } from "./audit-address.ts";
import { type AuditEntry, entriesOf } from "./entry-names.ts";

/** The entries that the question is about, page by page, newest first; and the name of the person it is about. */
export function useAudit(question: AuditQuestion) {
  const { api } = useClient();
  const [people, setPeople] = useState<ReadonlyMap<AccountId, Person>>(new Map());
  const load = useCallback(
    async (before: string | undefined) => {
      const page = await api.audit({
        ...queryOf(question),
        ...(before !== undefined && { before: Number(before) }),
      });
      setPeople((known) => new Map([...known, ...page.people.map((one) => [one.accountId, one] as const)]));
      return { items: entriesOf(page), next: page.next === null ? null : String(page.next) };
    },
    [api, question],
  );
  const person = question.person === "" ? undefined : people.get(question.person);
  return { ...usePages<AuditEntry>(load), personName: person?.name };
}
