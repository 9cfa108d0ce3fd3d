import { expect, test } from "bun:test";
import { unflushedIn } from "./power-cut.ts";

test("what was written after the last flush is not on the disk, and what a kill kept from being done neither", () => {
  const log = `7613  pwrite64(15, ""..., 24, 630392) = 24
7613  pwrite64(15, ""..., 4096, 630416) = 4096
7613  fsync(15) = 0
7613  pwrite64(15, ""..., 24, 634512) = 24
7613  fsync(15) = -1 EIO (Input/output error) (INJECTED)
7613  pwrite64(15, ""..., 4096, 634536) = 4096
7613  pwrite64(15, ""..., 24, 638632 <unfinished ...>) = ?
7613  +++ killed by SIGKILL +++`;
  expect(unflushedIn(log)).toEqual([
    { length: 24, offset: 634512 },
    { length: 4096, offset: 634536 },
  ]);
});
