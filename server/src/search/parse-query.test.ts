import { expect, test } from "bun:test";
import { parseQuery } from "./parse-query.ts";

const words = (text: string) =>
  parseQuery(text).phrases.map(({ text, prefix }) => (prefix ? `${text}…` : text));
const filters = (text: string) => parseQuery(text).filters.map(({ filter, value }) => `${filter}=${value}`);

test("the last word may be unfinished, and any that ends in a star", () => {
  expect(words("lab rep")).toEqual(["lab", "rep…"]);
  expect(words("chem* lab rep")).toEqual(["chem*…", "lab", "rep…"]);
  expect(words("lab from:asha")).toEqual(["lab…"]);
});

test("a phrase is in quotes of any kind, and need not be ended", () => {
  expect(words('"lab report" due')).toEqual(["lab report", "due…"]);
  expect(words("“lab report”")).toEqual(["lab report"]);
  expect(words('"lab rep"*')).toEqual(["lab rep…"]);
  expect(words('due "lab rep')).toEqual(["due…", "lab rep"]);
});

test("filters have a value, in quotes when it has spaces, in any case", () => {
  expect(filters('from:asha in:"Year 10 Maths" CLASS:10B before:2026-03 after:2026')).toEqual([
    "from=asha",
    "in=Year 10 Maths",
    "class=10B",
    "before=2026-03",
    "after=2026",
  ]);
  expect(filters("from：阿莎")).toEqual(["from=阿莎"]);
});

test("a filter without a value does not filter yet, and a word with a colon is a word", () => {
  expect(parseQuery('from: in:""')).toEqual({ phrases: [], filters: [] });
  expect(words("login:asha 10:30")).toEqual(["login:asha", "10:30…"]);
});
