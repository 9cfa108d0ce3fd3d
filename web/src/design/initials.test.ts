import { describe, expect, test } from "bun:test";
import { hueOf, initialsOf } from "./initials.ts";

describe("Initials", () => {
  test("are of the first and the last name", () => {
    expect(initialsOf("Asha Rao", 2)).toBe("AR");
    expect(initialsOf("María del Carmen López", 2)).toBe("ML");
    expect(initialsOf("Ben", 2)).toBe("B");
  });

  test("keep a letter whole, however many code points it has", () => {
    expect(initialsOf("👩‍👩‍👧 Family", 1)).toBe("👩‍👩‍👧");
    expect(initialsOf("नीता शर्मा", 2)).toBe("नीश");
  });

  test("keep every kind of emoji whole", () => {
    for (const emoji of ["👍🏽", "🇮🇳", "1️⃣", "#️⃣", "❤️‍🔥", "🏴‍☠️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🧑🏿‍🚀", "©️"])
      expect(initialsOf(`${emoji}${emoji} and ${emoji}`, 2)).toBe(emoji + emoji);
  });

  test("were three letters where a capital is more than one: no letter's are more than one", () => {
    expect(initialsOf("ßen ﬃ", 2)).toBe("ßﬃ");
    const characters = new Intl.Segmenter("en", { granularity: "grapheme" });
    const codes = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code));
    const letters = codes.filter((letter) => /\p{Changes_When_Uppercased}/u.test(letter));
    expect(letters.filter((letter) => [...characters.segment(initialsOf(letter, 1))].length !== 1)).toEqual(
      [],
    );
  });

  test("pass over marks before the name", () => {
    expect(initialsOf("“Maths” 8B", 1)).toBe("M");
    expect(initialsOf("—", 1)).toBe("—");
  });

  test("have the same colour each time", () => {
    expect(hueOf("account-asha")).toBe(hueOf("account-asha"));
    expect(hueOf("")).toBe(0);
  });
});
