import { expect, test } from "bun:test";
import fc from "fast-check";
import { indexedText, isSingle, wordsOf } from "./words.ts";

const tokens = (text: string) => indexedText(text).split(" ").filter(Boolean);

test("case, accents and strokes do not tell words apart", () => {
  expect(tokens("Déjà vu, ŁUKASZ! Straße")).toEqual(tokens("deja VU lukasz strasse"));
  expect(tokens("ΟΔΟΣ")).toEqual(tokens("οδος"));
});

test("words end at spaces and punctuation, and are numbers too", () => {
  expect(tokens("See p. 12–13 (ch. 4): rao@hill.example")).toEqual(
    "see p 12 13 ch 4 rao hill example".split(" "),
  );
});

test("a vowel's sign is part of its word", () => {
  expect(tokens("हिन्दी की किताब")).toEqual(["हिन्दी", "की", "किताब"]);
});

test("Arabic and Hebrew words are the same with and without vowels", () => {
  expect(tokens("كِتَابٌ كـــتاب")).toEqual(["كتاب", "كتاب"]);
  expect(tokens("שָׁלוֹם")).toEqual(tokens("שלום"));
});

test("scripts without spaces have a word in each letter, with its marks", () => {
  expect(tokens("数学の宿題")).toEqual(["数", "学", "の", "宿", "題"]);
  expect(tokens("ﾊﾟﾝ")).toEqual(tokens("パン"));
  expect(tokens("한국어")).toEqual(["한", "국", "어"]);
  expect(tokens("ABC数学")).toEqual(["abc", "数", "学"]);
  expect(tokens("บ้าน").join("")).toBe("บ้าน");
});

test("an emoji is a word, whatever its skin and however it is drawn", () => {
  expect(tokens("Well done👍🏽!")).toEqual(["well", "done", "👍"]);
  expect(tokens("❤️")).toEqual(tokens("❤"));
  expect(tokens("👩‍👧")).toEqual(["👩", "👧"]);
});

test("a word longer than any is known by its beginning", () => {
  expect(tokens("a".repeat(8_000))).toEqual(["a".repeat(64)]);
});

test("whatever the text, tokens are in order, within it, and not empty", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (given) => {
      const text = given.normalize("NFC");
      let before = 0;
      for (const { token, start, end } of wordsOf(text)) {
        expect(token).not.toMatch(/[\s"*:()]/);
        expect(token.length).toBeGreaterThan(0);
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        before = start;
      }
    }),
  );
});

test("plain English is taken apart as all other texts are", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      const alone = wordsOf(text);
      const beside = wordsOf(`${text} é`).slice(0, -1);
      expect(alone).toEqual(beside);
      expect(indexedText(text)).toBe(alone.map(({ token }) => token).join(" "));
    }),
  );
});

test("only letters of scripts without spaces, and emoji, are words by themselves", () => {
  expect(["学", "ก", "👍", "가"].map(isSingle)).toEqual([true, true, true, true]);
  expect(["a", "é", "ж", "م", "7"].map(isSingle)).toEqual([false, false, false, false, false]);
});
