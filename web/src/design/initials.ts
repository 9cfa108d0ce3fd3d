let graphemes: Intl.Segmenter | undefined;
const HUES = 8;

/** The first letters of the first and last words, as a person counts letters. */
export function initialsOf(name: string, most: 1 | 2): string {
  const words = name
    .trim()
    .split(/[\s,]+/u)
    .filter((word) => word !== "");
  const chosen = most === 1 ? words.slice(0, 1) : [...words.slice(0, 1), ...words.slice(1).slice(-1)];
  return chosen.map(firstLetter).join("");
}

const firstLetter = (word: string) => {
  // As most are, without a mark on it.
  if (/^[a-z](?=[!-~]|$)/i.test(word)) return word.charAt(0).toLocaleUpperCase();
  const letters = word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, "") || word;
  const [letter = ""] = charactersOf(letters);
  const capital = letter.toLocaleUpperCase();
  // The capital of ß is two letters, that of ﬃ three: they stay as they are.
  return charactersOf(capital).length === 1 ? capital : letter;
};

/** Most names need no segmenter, which takes a browser long to make. */
function charactersOf(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return [...text];
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

/** One of eight colours, always the same for the same id. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum % HUES;
}
