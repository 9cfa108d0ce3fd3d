import { describe, expect, test } from "bun:test";
import { excerpt } from "./excerpt.ts";

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
});
