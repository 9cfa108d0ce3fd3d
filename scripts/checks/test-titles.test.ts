import { expect, test } from "bun:test";
import { testTitlesIn } from "./test-titles.mjs";

test("titles are found in every way of writing a test", () => {
  const source = [
    'test("a", () => {});',
    'test.describe("b", () => {});',
    'describe(\n  `c "quoted"`, () => {});',
    'test.each([[1], [2]])("d %d", () => {});',
  ].join("\n");
  expect(testTitlesIn(source)).toEqual(["a", "b", 'c "quoted"', "d %d"]);
});

test("a skipped test proves nothing", () => {
  expect(testTitlesIn('test.skip("a", () => {}); test.todo("b"); test.fixme("c");')).toEqual([]);
});
