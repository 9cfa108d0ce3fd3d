import type { SearchHit } from "@encrptalk/protocol";
import type { Sought } from "./match-expression.ts";
import { type Word, wordsOf } from "./words.ts";

/** UTF-16 units of a text that is shown, and of those before the first match. */
const MAX_LENGTH = 240;
const BEFORE_MATCH = 60;

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

type Range = [number, number];

/** The part of a message that shows why it was found, or `null` where it no longer has all that is sought. */
export function snippetOf(
  body: string,
  sought: readonly Sought[],
): Pick<SearchHit, "text" | "cut" | "matches"> | null {
  const text = body.normalize("NFC");
  const words = wordsOf(text);
  const found = sought.map((phrase) => words.findIndex((_, at) => standsAt(words, at, phrase)));
  if (found.includes(-1)) return null;
  const first = Math.min(...found);
  const { from, to } = window(text, rangeOf(words, first, sought[found.indexOf(first)]));
  const matches = sought.flatMap((phrase) => occurrences(words, phrase, from, to));
  return {
    text: text.slice(from, to),
    cut: { before: from > 0, after: to < text.length },
    matches: merged(matches).map(([start, end]) => [start - from, Math.min(end, to) - from]),
  };
}

const standsAt = (words: readonly Word[], at: number, { tokens, prefix }: Sought): boolean =>
  tokens.every((token, index) => {
    const word = words[at + index]?.token;
    return word === token || (prefix && index === tokens.length - 1 && word?.startsWith(token));
  });

const rangeOf = (words: readonly Word[], at: number, phrase: Sought | undefined): Range => [
  words[at]?.start ?? 0,
  words[at + (phrase?.tokens.length ?? 1) - 1]?.end ?? 0,
];

/** Those in the part that is shown: in all of a text there can be as many as it has letters, for each phrase. */
const occurrences = (words: readonly Word[], phrase: Sought, from: number, to: number): Range[] =>
  words.flatMap(({ start }, at): Range[] =>
    start >= from && start < to && standsAt(words, at, phrase) ? [rangeOf(words, at, phrase)] : [],
  );

/** In order, those that overlap as one. */
function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [start, end] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** Which part of a long text is shown: whole characters, and from a word on where one is near. */
function window(text: string, [start, end]: Range): { from: number; to: number } {
  if (text.length <= MAX_LENGTH) return { from: 0, to: text.length };
  const wanted = Math.min(start - BEFORE_MATCH, text.length - MAX_LENGTH);
  const from = wanted <= 0 ? 0 : wordStart(text, wanted, start);
  return { from, to: characterAt(text, Math.max(from + MAX_LENGTH, end) - 1).end };
}

function wordStart(text: string, from: number, before: number): number {
  const space = text.slice(from, before).search(/\s\S/);
  return space < 0 ? characterAt(text, from).start : from + space + 1;
}

function characterAt(text: string, index: number): { start: number; end: number } {
  const character = characters.segment(text).containing(index);
  return character
    ? { start: character.index, end: character.index + character.segment.length }
    : { start: text.length, end: text.length };
}
