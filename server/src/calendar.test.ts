import { expect, test } from "bun:test";
import { calendarOf, daysUntil, startOf } from "./calendar.ts";

test("a day is the day of the school's time zone, not of Greenwich", () => {
  const evening = Date.UTC(2026, 0, 5, 20);
  expect(calendarOf("UTC")(evening)).toBe("2026-01-05");
  expect(calendarOf("Pacific/Auckland")(evening)).toBe("2026-01-06");
  expect(calendarOf("Pacific/Honolulu")(Date.UTC(2026, 0, 5, 9))).toBe("2026-01-04");
});

test("the last days are named over the ends of months and years", () => {
  expect(daysUntil("2024-03-01", 3)).toEqual(["2024-02-28", "2024-02-29", "2024-03-01"]);
  expect(daysUntil("2026-01-01", 2)).toEqual(["2025-12-31", "2026-01-01"]);
});

test.each([
  ["UTC", "2026-01-05", "2026-01-05T00:00:00.000Z"],
  ["Asia/Kathmandu", "2026-01-05", "2026-01-04T18:15:00.000Z"],
  ["Pacific/Kiritimati", "2026-01-05", "2026-01-04T10:00:00.000Z"],
  ["Pacific/Pago_Pago", "2026-01-05", "2026-01-05T11:00:00.000Z"],
  // Clocks go forward at midnight there: the day begins at one o'clock.
  ["America/Santiago", "2025-09-07", "2025-09-07T04:00:00.000Z"],
])("in %s, %s begins at %s", (timeZone, day, begins) => {
  expect(new Date(startOf(day, calendarOf(timeZone))).toISOString()).toBe(begins);
});
