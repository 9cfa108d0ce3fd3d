import { describe, expect, test } from "bun:test";
import { searchQuerySchema } from "./search.ts";
import { nameSchema, startOfText } from "./text.ts";

const FAMILY = "👩‍👩‍👧‍👦";

describe("the start of a text", () => {
  test("is all of a short one", () => {
    expect(startOfText("Good morning", 12)).toBe("Good morning");
    expect(startOfText("Good morning", 7)).toBe("Good mo");
  });

  test("never ended in half an emoji, half a flag or a letter without its accent", () => {
    expect(startOfText(`Hi ${FAMILY}${FAMILY}`, 20)).toBe(`Hi ${FAMILY}`);
    expect(startOfText("🇫🇷🇮🇳🇯🇵", 6)).toBe("🇫🇷");
    expect(startOfText("🇫🇷🇮🇳🇯🇵", 8)).toBe("🇫🇷🇮🇳");
    expect(startOfText("Jose\u0301", 4)).toBe("Jos");
    expect(startOfText("one\r\ntwo", 4)).toBe("one");
  });

  test("is something even where one character is longer than all that is shown", () => {
    expect(startOfText(`Z${"\u0301".repeat(500)}`, 5)).toBe("Z\u0301\u0301\u0301\u0301");
    expect(startOfText(FAMILY, 4)).toBe("👩\u200d");
  });
});

test("a name of nothing but blanks of braille was taken, and nobody saw it", () => {
  for (const name of ["\u2800", " \u2800\u200b\u2800", "\u{1D159}", "\u3164"])
    expect(nameSchema.safeParse(name).success).toBe(false);
  expect(nameSchema.parse("⠁\u2800⠃")).toBe("⠁\u2800⠃");
});

test("a limit in UTF-16 units was one in code points, so that emoji counted half (P54)", () => {
  const hearts = "❤️‍🔥".repeat(100);
  expect([...hearts].length).toBe(400);
  expect(nameSchema.safeParse(hearts).success).toBe(false);
  expect(nameSchema.safeParse("❤️‍🔥".repeat(80)).success).toBe(true);
  expect(searchQuerySchema.safeParse({ q: "😀".repeat(201) }).success).toBe(false);
  expect(searchQuerySchema.safeParse({ q: "😀".repeat(200) }).success).toBe(true);
});
