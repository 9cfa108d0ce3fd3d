import { expect, test } from "bun:test";
import { parseOpenFiles } from "./open-files.ts";

test("the hard limit counts, which a program may raise its own to", () => {
  const limits = (hard: string) =>
    `Limit                     Soft Limit           Hard Limit           Units
Max processes             95622                95622                processes
Max open files            1024                 ${hard}              files
`;
  expect(parseOpenFiles(limits("20000"))).toBe(20_000);
  expect(parseOpenFiles(limits("unlimited"))).toBe(Number.POSITIVE_INFINITY);
});
