export type TextPart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

const CANDIDATE = /(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:)[^\s<>"“”]+/giu;
const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:"]);
const PAIRS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** A message's text with the addresses in it that are safe to open: http, https and mailto. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const written = withoutTrailingMarks(match[0]);
    const href = safeAddress(written);
    if (href === null) continue;
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    parts.push({ kind: "link", text: written, href });
    from = match.index + written.length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

/** Without the full stop of the sentence, and without a bracket that was opened before the address. */
function withoutTrailingMarks(address: string): string {
  const counts = new Map<string, number>();
  for (const letter of address) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const countOf = (letter: string) => counts.get(letter) ?? 0;
  let end = address.length;
  while (end > 0) {
    const last = address.charAt(end - 1);
    const opening = PAIRS[last];
    const unbalanced = opening !== undefined && countOf(opening) < countOf(last);
    if (!unbalanced && !".,;:!?'’»*_~".includes(last)) break;
    counts.set(last, countOf(last) - 1);
    end -= 1;
  }
  return address.slice(0, end);
}

function safeAddress(written: string): string | null {
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  if (!SAFE_SCHEMES.has(url.protocol)) return null;
  if (url.protocol === "mailto:") return url.pathname.includes("@") ? url.href : null;
  return url.hostname === "" ? null : url.href;
}
