import * as z from "zod/mini";
import { fitsCharacters, MAX_NAME_CHARACTERS, MAX_NAME_LENGTH } from "./limits.ts";

/**
 * Spaces, control and formatting characters, letters made to be ignored, and the two signs that are drawn as nothing
 * (the blank of braille, and of notes): nothing that anyone could see.
 */
const INVISIBLE = /^[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}]*$/u;

const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

/**
 * Any text that UTF-8 can carry, with something to see in it, up to `most` characters as a person counts them. `code`
 * is the error code of a longer one.
 */
export const visibleText = (most: number, code?: "text-too-long") =>
  z.string().check(
    z.refine((text) => !INVISIBLE.test(text), { error: "must have something to see" }),
    z.refine(isWellFormed, { error: "must be well-formed Unicode" }),
    z.refine((text) => fitsCharacters(text, most), {
      error: `must have at most ${most} characters`,
      params: { code },
    }),
  );

/** Made when it is needed, as in `limits.ts`. */
let segmenter: Intl.Segmenter | undefined;

/**
 * What is shown of a long text: its beginning, at most so many UTF-16 units. No character is broken as a person counts
 * them, but for one that is longer than all that is shown: of that one, no surrogate pair.
 */
export function startOfText(text: string, most: number): string {
  if (text.length <= most) return text;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const end = segmenter.segment(text.slice(0, most + 2)).containing(most)?.index || most;
  return text.slice(0, end).replace(/[\uD800-\uDBFF]$/, "");
}

/** One line: a person's name, a room's title, a class. Surrounding space is dropped; control characters are refused. */
export const nameSchema = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.trim()),
  ),
  visibleText(MAX_NAME_CHARACTERS).check(
    // `maxLength` counts code points, as JSON Schema does, and those beyond the first 65,536 are two units each.
    z.refine((text) => text.length <= MAX_NAME_LENGTH, {
      error: `must have at most ${MAX_NAME_CHARACTERS} characters`,
    }),
    z.refine((text) => !/\p{Cc}/u.test(text), { error: "must be one line without control characters" }),
  ),
);
