import type { AccountStatus, PersonRecord, Role } from "@encrptalk/protocol";
import { useCallback, useState } from "preact/compat";
import { useClient } from "../app/signed-in.ts";
import { usePages } from "../app/use-pages.ts";
import { useSettled } from "../app/use-settled.ts";

const TYPING_MS = 200;

interface Filter {
  search: string;
  role: Role | "";
  status: AccountStatus | "";
}

/** The people who match, page by page, and how many they are. */
export function usePeople({ search, role, status }: Filter) {
  const { api } = useClient();
  const wanted = useSettled(search.trim(), TYPING_MS);
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
