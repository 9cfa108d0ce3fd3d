import type { SearchPage, SearchQuery, Timestamp } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import type { Search } from "./context.ts";
import { parseQuery, type Typed } from "./parse-query.ts";
import { beginningOf } from "./time-span.ts";

/** Of what is typed, so that no search takes long. */
const MAX_FILTERS = 20;

/** Messages that the actor may read, newest first. */
export async function searchMessages(
  { index, timeZone }: Search,
  actor: Actor,
  { q, after, limit }: SearchQuery,
): Promise<SearchPage> {
  const { phrases, filters: all } = parseQuery(q);
  const filters = all.slice(0, MAX_FILTERS);
  const named = (wanted: "from" | "in" | "class") =>
    filters.filter(({ filter }) => filter === wanted).map(({ value }) => value);
  const { since, until, unknown } = filters.some(isOfTime)
    ? spanOf(filters, await timeZone())
    : { since: null, until: null, unknown: [] };
  if (unknown.length > 0) return { hits: [], next: null, rooms: [], people: [], unknown };
  return await index.search({
    asker: actor.accountId,
    phrases,
    from: named("from"),
    in: named("in"),
    class: named("class"),
    since,
    until,
    after,
    limit,
  });
}

const isOfTime = ({ filter }: Typed["filters"][number]): boolean => filter === "before" || filter === "after";

/** `after:` is from the beginning of its day, month or year on, `before:` ends with the beginning of its own. */
function spanOf(filters: Typed["filters"], timeZone: string) {
  let since: Timestamp | null = null;
  let until: Timestamp | null = null;
  const unknown: Typed["filters"] = [];
  for (const { filter, value } of filters.filter(isOfTime)) {
    const at = beginningOf(value, timeZone);
    if (at === null) unknown.push({ filter, value });
    else if (filter === "after") since = Math.max(since ?? at, at);
    else until = Math.min(until ?? at, at);
  }
  return { since, until, unknown };
}
