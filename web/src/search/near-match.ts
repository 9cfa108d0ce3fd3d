import type { SearchHit } from "@encrptalk/protocol";

/** UTF-16 units before the first match, where there is room for one line only. */
const BEFORE_MATCH = 12;

/** The hit from shortly before its first match on, and from the beginning of a word. */
export function nearMatch(hit: SearchHit): SearchHit {
  const first = hit.matches[0]?.[0] ?? 0;
  const space = first <= BEFORE_MATCH ? -1 : hit.text.slice(first - BEFORE_MATCH, first).search(/\s\S/u);
  if (space < 0) return hit;
  const from = first - BEFORE_MATCH + space + 1;
  return {
    ...hit,
    text: hit.text.slice(from),
    cut: { ...hit.cut, before: true },
    matches: hit.matches.map(([start, end]) => [start - from, end - from]),
  };
}
