import type { SearchPage } from "@encrptalk/protocol";
import { useCallback, useState } from "preact/compat";
import { useSignedIn } from "../app/signed-in.ts";
import { usePages } from "../app/use-pages.ts";
import type { Settled } from "../app/use-typed.ts";
import { type FoundMessage, foundIn } from "./found-message.ts";

interface Answered {
  /** What was asked. */
  q: string;
  /** Filters in it that name nothing. */
  unknown: SearchPage["unknown"];
}

/**
 * The messages that a text finds, page by page; asked anew for each `settled`, be its text the same. What was found
 * before stays until the answer is there: see `answered`.
 */
export function useMessageSearch(settled: Settled) {
  const { client, me, school } = useSignedIn();
  const [answered, setAnswered] = useState<Answered>({ q: "", unknown: [] });
  const load = useCallback(
    async (after: string | undefined) => {
      const q = settled.text;
      const page = q === "" ? null : await client.api.search({ q, after });
      setAnswered({ q, unknown: page?.unknown ?? [] });
      return { items: page ? foundIn(page, me, school) : [], next: page?.next ?? null };
    },
    [client, me, school, settled],
  );
  return { ...usePages<FoundMessage>(load, { keeps: true }), answered };
}
