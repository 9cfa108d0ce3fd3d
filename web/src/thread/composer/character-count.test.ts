import { describe, expect, test } from "bun:test";
import { charactersLeft } from "./character-count.ts";

describe("The characters left", () => {
  test("are told only near the limit", () => {
    expect(charactersLeft("")).toBeNull();
    expect(charactersLeft("a".repeat(7_799))).toBeNull();
    expect(charactersLeft("a".repeat(7_801))).toBe(199);
    expect(charactersLeft("a".repeat(8_000))).toBe(0);
    expect(charactersLeft("a".repeat(8_007))).toBe(-7);
  });

  test("count a family as one character", () => {
    expect(charactersLeft("👩‍👩‍👧".repeat(1_500))).toBeNull();
    expect(charactersLeft("👩‍👩‍👧".repeat(7_990))).toBe(10);
  });
});
