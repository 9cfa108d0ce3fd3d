import {
  type AccountId,
  type AuditKind,
  type AuditQuery,
  accountIdSchema,
  auditKindSchema,
} from "@encrptalk/protocol";
import { useMemo } from "preact/compat";
import { useSearchParams } from "wouter";

/** Which entries are shown. Days such as `2026-11-21`, by this device's calendar; empty: from the first, to the last. */
export interface AuditQuestion {
  kind: AuditKind | "";
  person: AccountId | "";
  from: string;
  to: string;
}

/** What the address asks for, and how to ask for something else in its place: a reload or a link shows the same. */
export function useAuditAddress(): [AuditQuestion, (change: Partial<AuditQuestion>) => void] {
  const [search, setSearch] = useSearchParams();
  const question = useMemo(() => questionOf(search), [search]);
  return [question, (change) => setSearch(searchOf({ ...question, ...change }), { replace: true })];
}

export const questionOf = (search: URLSearchParams): AuditQuestion => ({
  kind: auditKindSchema.safeParse(search.get("kind")).data ?? "",
  person: accountIdSchema.safeParse(search.get("person")).data ?? "",
  from: dayOf(search.get("from")),
  to: dayOf(search.get("to")),
});

export const searchOf = (question: AuditQuestion): Record<string, string> =>
  Object.fromEntries(Object.entries(question).filter(([, value]) => value !== ""));

/** The same in the server's words: both days are included. */
export function queryOf({ kind, person, from, to }: AuditQuestion): Partial<AuditQuery> {
  return {
    ...(kind !== "" && { kind }),
    ...(person !== "" && { person }),
    ...(from !== "" && { from: midnight(from, 0) }),
    ...(to !== "" && { to: midnight(to, 1) }),
  };
}

const dayOf = (written: string | null): string =>
  written !== null && /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(midnight(written, 0))
    ? written
    : "";

/** The beginning of a day so many days later: days on which the clocks change have 23 or 25 hours. */
function midnight(day: string, later: number): number {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + later);
  return Math.max(0, date.getTime());
}
