const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const encoder = new TextEncoder();
/** What a push may carry is 4 KB in all (RFC 8291), and one character may be as long as somebody likes. */
const MOST_BYTES = 600;

/** The beginning of a text on one line: at most so many characters as a person counts them, none of them broken. */
export function excerpt(text: string, most: number): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  let kept = "";
  let bytes = 0;
  let characters = 0;
  for (const { segment } of segmenter.segment(line)) {
    bytes += encoder.encode(segment).length;
    characters += 1;
    if (bytes > MOST_BYTES || characters > most) return `${kept.trimEnd()}…`;
    kept += segment;
  }
  return kept;
}
