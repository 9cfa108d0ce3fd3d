import { expect, test } from "bun:test";
import { flushesIn } from "./count-flushes.ts";

test("fsync and fdatasync count, and nothing else of strace's table", () => {
  const summary = `
strace: Process 812 attached with 9 threads
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 98.10    0.004120         103        40           fdatasync
  1.90    0.000080          40         2         1 fsync
------ ----------- ----------- --------- --------- ----------------
100.00    0.004200         100        42         1 total
`;
  expect(flushesIn(summary)).toBe(42);
  expect(flushesIn("")).toBe(0);
});
