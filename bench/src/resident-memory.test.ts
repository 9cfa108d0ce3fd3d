import { expect, test } from "bun:test";
import { parseResident, residentKilobytesOf } from "./resident-memory.ts";

test("the resident part of a process's memory is read, and nothing else of it", () => {
  expect(parseResident("Name:\tbun\nVmPeak:\t 900000 kB\nVmRSS:\t   61234 kB\nRssAnon:\t 40000 kB\n")).toBe(
    61_234,
  );
  expect(parseResident("Name:\tbun\nState:\tZ (zombie)\n")).toBe(0);
});

test("a process has memory of some megabytes", () => {
  expect(residentKilobytesOf(process.pid)).toBeGreaterThan(5_000);
});
