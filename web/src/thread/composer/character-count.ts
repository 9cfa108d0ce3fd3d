import { MAX_TEXT_CHARACTERS } from "@encrptalk/protocol";
import { later } from "../../text/later.ts";

/** The counter shows when so many are left. */
const NEAR = 200;
const graphemes = later(() => new Intl.Segmenter(undefined, { granularity: "grapheme" }));

/** How many characters are left, as a person counts them; below 0: too many; `null`: plenty, no need to tell. */
export function charactersLeft(text: string): number | null {
  if (text.length <= MAX_TEXT_CHARACTERS - NEAR) return null;
  let count = 0;
  for (const _ of graphemes().segment(text)) count += 1;
  const left = MAX_TEXT_CHARACTERS - count;
  return left > NEAR ? null : left;
}
