import { expect, test } from "bun:test";
import { beginningOf } from "./time-span.ts";

const iso = (text: string, timeZone = "UTC") => {
  const at = beginningOf(text, timeZone);
  return at === null ? null : new Date(at).toISOString();
};

test("a day, a month or a year begins at its first midnight", () => {
  expect(iso("2026-03-05")).toBe("2026-03-05T00:00:00.000Z");
  expect(iso("2026-03")).toBe("2026-03-01T00:00:00.000Z");
  expect(iso("2026")).toBe("2026-01-01T00:00:00.000Z");
  expect(iso("2026/3/5")).toBe("2026-03-05T00:00:00.000Z");
});

test("it begins where the school is", () => {
  expect(iso("2026-03-05", "Asia/Kolkata")).toBe("2026-03-04T18:30:00.000Z");
  expect(iso("2026-07", "Europe/Paris")).toBe("2026-06-30T22:00:00.000Z");
});

test("what is no date is none", () => {
  for (const text of ["2026-02-30", "2026-13", "yesterday", "5.3.2026", "0000", "2026-", ""])
    expect(iso(text)).toBe(null);
});
