import { foldText } from "@encrptalk/protocol";

/** A word as the index has it, and where it stands in the text, in UTF-16 units. */
export interface Word {
  token: string;
  start: number;
  end: number;
}

/** Longer words are told apart by their beginning only. */
const MAX_TOKEN_CHARACTERS = 64;

/** A letter of a script that writes no spaces between words, or an emoji: each is a word, and a word is a phrase. */
const SINGLE =
  /^(?:[[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]&&[\p{L}\p{N}]]|\p{Extended_Pictographic}|\p{RI})/v;
/** One such letter with its marks, or a word of any other script. */
const UNITS =
  /(?:[[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]&&[\p{L}\p{N}]]|\p{Extended_Pictographic}|\p{RI})[\p{M}\p{EMod}\u200d\uff9e\uff9f]*|[[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]+/gv;
const FOLDED_WORDS = /[\p{L}\p{N}\p{M}]+/gv;
const FOLDED_SINGLES = /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{RI}]/gv;
const ASCII = /^[\0-\x7f]*$/;
const ASCII_WORDS = /[A-Za-z0-9]+/g;
/** Marks that Hebrew and Arabic are mostly written without, the stroke that makes an Arabic word longer; how an emoji is drawn. */
const OPTIONAL_MARKS =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]|\ufe0e|\ufe0f/g;

/** The words of a text, which is to be in Unicode's normal form C. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  const ascii = ASCII.test(text);
  for (const { 0: unit, index: start } of text.matchAll(ascii ? ASCII_WORDS : UNITS)) {
    const end = start + unit.length;
    for (const token of ascii ? [unit.toLowerCase()] : tokensOf(unit))
      words.push({ token: cut(token), start, end });
  }
  return words;
}

/** The same as the index keeps them: separated by spaces. In plain English where they stand is not worth its time. */
export function indexedText(text: string): string {
  const tokens = ASCII.test(text)
    ? (text.toLowerCase().match(ASCII_WORDS) ?? []).map(cut)
    : wordsOf(text.normalize("NFC")).map(({ token }) => token);
  return tokens.join(" ");
}

/** Whether a token is a whole word by itself, however the text goes on. */
export const isSingle = (token: string): boolean => SINGLE.test(token);

const tokensOf = (unit: string): string[] =>
  foldWord(unit).match(SINGLE.test(unit) ? FOLDED_SINGLES : FOLDED_WORDS) ?? [];

/** As names are folded, and what else people leave out or write in two ways. */
const foldWord = (unit: string): string => foldText(unit).replace(OPTIONAL_MARKS, "").replaceAll("ς", "σ");

function cut(token: string): string {
  if (token.length <= MAX_TOKEN_CHARACTERS) return token;
  return [...token].slice(0, MAX_TOKEN_CHARACTERS).join("");
}
