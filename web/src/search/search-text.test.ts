import { expect, test } from "bun:test";
import { withFilter } from "./search-text.ts";

/** The text with the selection in brackets. */
const added = (...ask: Parameters<typeof withFilter>) => {
  const { text, from, to } = withFilter(...ask);
  return `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`;
};

test("a filter is added behind what is typed, ready for a name or a date", () => {
  expect(added("", "from", "2026-03")).toBe('from:"[]"');
  expect(added("lab report", "in", "2026-03")).toBe('lab report in:"[]"');
  expect(added("lab ", "after", "2026-03")).toBe("lab after:[2026-03]");
});

test("a filter that still waits for its value is used again", () => {
  expect(added('from:"" lab', "from", "2026-03")).toBe('from:"[]" lab');
  expect(added("lab from:", "from", "2026-03")).toBe('lab from:"[]"');
  expect(added("from:asha", "from", "2026-03")).toBe('from:asha from:"[]"');
});
