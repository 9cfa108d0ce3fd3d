import type { AccountStatus, PersonRecord, Role } from "@encrptalk/protocol";
import { useCallback, useEffect, useState } from "react";
import { useClient } from "../app/signed-in.ts";
import { usePages } from "../app/use-pages.ts";

const TYPING_MS = 200;

interface Filter {
  search: string;
  role: Role | "";
  status: AccountStatus | "";
}

/** The people who match, page by page, and how many they are. */
export function usePeople({ search, role, status }: Filter) {
  const { api } = useClient();
  const wanted = useSettled(search.trim());
  const [total, setTotal] = useState<number | null>(null);
  const load = useCallback(
    async (after: string | undefined) => {
      const page = await api.people({
        ...(wanted !== "" && { search: wanted }),
        ...(role !== "" && { role }),
        ...(status !== "" && { status }),
        ...(after !== undefined && { after }),
      });
      setTotal(page.total);
      return { items: page.people, next: page.next };
    },
    [api, wanted, role, status],
  );
  return { ...usePages<PersonRecord>(load), total };
}

/** The value once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
