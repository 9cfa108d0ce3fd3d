/** Latin accents only: elsewhere a combining mark is a letter's vowel, and without it the word is another word. */
const LATIN_ACCENTS = /[\u0300-\u036f]/g;
/** Letters whose stroke is no accent to Unicode, and is one to whoever types their name. */
const STROKES: Record<string, string> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};
const STROKED = new RegExp(`[${Object.keys(STROKES).join("")}]`, "g");

/** A text as it is searched and ordered: `José` and `Łukasz` are found by `jose` and `lukasz`. */
export const foldText = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(LATIN_ACCENTS, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(STROKED, (letter) => STROKES[letter] ?? letter);
