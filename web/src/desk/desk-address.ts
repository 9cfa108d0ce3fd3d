import type { Client, DeskList } from "@encrptalk/client";
import { type AccountId, type DeskFilter, deskFilterSchema } from "@encrptalk/protocol";
import { useMemo } from "preact/compat";
import { useLocation, useSearchParams } from "wouter";

/** What of the desk's list is shown. */
export interface DeskQuestion {
  filter: DeskFilter;
  /** Empty: all classes. */
  className: string;
  find: string;
}

interface DeskAddress {
  question: DeskQuestion;
  /** Another part of the list, in place of the present address: going back does not walk through filters. */
  ask: (change: Partial<DeskQuestion>) => void;
  /** Where a student's conversation is, or with `null` the list alone; the question stays. */
  pathOf: (studentId: AccountId | null) => string;
}

/** The list that the address asks for: a reload or a link shows the same. */
export function useDeskAddress(studentId: AccountId | undefined): DeskAddress {
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  const question = useMemo(() => questionOf(search), [search]);
  return {
    question,
    ask: (change) => navigate(deskPath(studentId, { ...question, ...change }), { replace: true }),
    pathOf: (whose) => deskPath(whose, question),
  };
}

export function deskPath(
  studentId: AccountId | null | undefined,
  { filter = "all", className = "", find = "" }: Partial<DeskQuestion> = {},
): string {
  const search = new URLSearchParams();
  if (filter !== "all") search.set("filter", filter);
  if (className !== "") search.set("class", className);
  if (find !== "") search.set("find", find);
  const path = studentId ? `/messages/${studentId}` : "/messages";
  return search.size === 0 ? path : `${path}?${search}`;
}

/** The list that answers a question; always the same for the same one. */
export const deskListOf = (client: Client, { filter, className, find }: DeskQuestion): DeskList =>
  client.desk.list({
    filter,
    ...(className !== "" && { className }),
    ...(find !== "" && { search: find }),
  });

export const questionOf = (search: URLSearchParams): DeskQuestion => ({
  filter: filterOf(search.get("filter")),
  className: search.get("class") ?? "",
  find: search.get("find") ?? "",
});

function filterOf(written: string | null): DeskFilter {
  const filter = deskFilterSchema.safeParse(written);
  return filter.success ? filter.data : "all";
}
