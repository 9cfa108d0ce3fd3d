import { describe, expect, test } from "bun:test";
import { dayOf, daysBetween } from "./days.ts";

const at = (month: number, day: number, hour: number) => new Date(2026, month - 1, day, hour).getTime();

describe("The days between two times", () => {
  test("are counted by the calendar, not by 24 hours", () => {
    expect(daysBetween(at(11, 20, 0), at(11, 20, 23))).toBe(0);
    expect(daysBetween(at(11, 20, 23), at(11, 21, 0))).toBe(1);
    expect(daysBetween(at(12, 31, 12), new Date(2027, 0, 1, 1).getTime())).toBe(1);
  });

  test("are whole when the clocks change", () => {
    for (let month = 1; month <= 12; month++) {
      for (let day = 1; day < 28; day++)
        expect(daysBetween(at(month, day, 12), at(month, day + 1, 12))).toBe(1);
    }
  });

  test("are negative for what is still to come", () => {
    expect(daysBetween(at(11, 21, 9), at(11, 20, 9))).toBe(-1);
  });
});

test("A day goes from midnight to midnight, also when the clocks change", () => {
  for (let month = 1; month <= 12; month++) {
    for (let day = 1; day < 28; day++) {
      const { from, to } = dayOf(at(month, day, 12));
      expect([from, to]).toEqual([at(month, day, 0), at(month, day + 1, 0)]);
    }
  }
});
