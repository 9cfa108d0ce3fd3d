import { expect, test } from "bun:test";
import { isQuiet } from "./quiet-hours.ts";

const at = (time: string) => Date.parse(`2026-11-16T${time}:00Z`);
const night = { from: "22:00", to: "06:30" };

test("Over midnight it is quiet from the evening until the morning, and not at its end", () => {
  const quiet = (time: string) => isQuiet(at(time), "UTC", [night]);
  expect(["21:59", "22:00", "23:59", "00:00", "06:29", "06:30", "12:00"].map(quiet)).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

test("Times are those of the school, wherever the device is", () => {
  // 21:30 in London is 03:00 of the next day in Kolkata.
  expect(isQuiet(at("21:30"), "Asia/Kolkata", [night])).toBe(true);
  expect(isQuiet(at("21:30"), "Europe/London", [night])).toBe(false);
});

test("Either the school's hours or one's own keep quiet; without any it never is", () => {
  expect(isQuiet(at("13:00"), "UTC", [night, { from: "12:00", to: "14:00" }])).toBe(true);
  expect(isQuiet(at("23:00"), "UTC", [null, null])).toBe(false);
  expect(isQuiet(at("23:00"), "UTC", [{ from: "23:00", to: "23:00" }])).toBe(false);
});

test("A browser that does not know the school's time zone goes by the device's", () => {
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const time of ["00:00", "09:00", "18:00"])
    expect(isQuiet(at(time), "Atlantis/New_City", [night])).toBe(isQuiet(at(time), device, [night]));
});
