import { describe, expect, test } from "bun:test";
import { quietUntil } from "./quiet-hours.ts";

const NIGHT = { from: "22:00", to: "07:00" };
const LESSONS = { from: "08:00", to: "13:30" };
const until = (now: string, hours: Parameters<typeof quietUntil>[1], timeZone = "Europe/Paris") => {
  const end = quietUntil(Date.parse(now), hours, timeZone);
  return end === null ? null : new Date(end).toISOString();
};

describe("quiet hours", () => {
  test("hold from their first minute to before their last, in the school's time zone", () => {
    expect(until("2026-01-12T20:59:59Z", [NIGHT])).toBeNull();
    expect(until("2026-01-12T21:00:00Z", [NIGHT])).toBe("2026-01-13T06:00:00.000Z");
    expect(until("2026-01-13T05:59:59Z", [NIGHT])).toBe("2026-01-13T06:00:00.000Z");
    expect(until("2026-01-13T06:00:00Z", [NIGHT])).toBeNull();
    expect(until("2026-01-12T21:00:00Z", [NIGHT], "Asia/Kolkata")).toBe("2026-01-13T01:30:00.000Z");
    expect(until("2026-01-13T09:15:20Z", [LESSONS])).toBe("2026-01-13T12:30:00.000Z");
  });

  test("of the person and of the school both count, and the later end of what holds", () => {
    expect(until("2026-01-13T05:00:00Z", [NIGHT, { from: "05:00", to: "09:00" }])).toBe(
      "2026-01-13T08:00:00.000Z",
    );
    expect(until("2026-01-13T05:00:00Z", [NIGHT, { from: "06:30", to: "09:00" }])).toBe(
      "2026-01-13T08:00:00.000Z",
    );
    expect(until("2026-01-13T05:00:00Z", [NIGHT, { from: "09:00", to: "10:00" }])).toBe(
      "2026-01-13T06:00:00.000Z",
    );
  });

  test("that cover the whole day between them have an end all the same", () => {
    expect(until("2026-01-13T05:00:00Z", [NIGHT, { from: "07:00", to: "22:00" }])).not.toBeNull();
  });

  test("of nobody, and those that begin when they end, are none", () => {
    expect(until("2026-01-13T05:00:00Z", [null, null])).toBeNull();
    expect(until("2026-01-13T05:00:00Z", [{ from: "06:00", to: "06:00" }])).toBeNull();
  });

  test("end by the clock on the wall in the night in which it is changed", () => {
    expect(until("2026-03-28T22:00:00Z", [NIGHT])).toBe("2026-03-29T05:00:00.000Z");
    expect(until("2026-10-24T22:00:00Z", [NIGHT])).toBe("2026-10-25T06:00:00.000Z");
  });
});
