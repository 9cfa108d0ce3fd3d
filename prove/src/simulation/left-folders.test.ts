import { expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NAME, removeLeftFolders } from "./left-folders.ts";

/** Higher than any process's id. */
const NOBODY = 2 ** 30;
const AN_HOUR_AGO = Date.now() / 1_000 - 3_600;

test("a folder of a process that is no more is removed; one of a process that runs, or of something else, stays", () => {
  const parent = mkdtempSync(join(tmpdir(), "encrptalk-left-"));
  const staying = [
    `${NAME}${process.pid}-runs`,
    `${NAME}${NOBODY}-justnow`,
    `other-${NOBODY}-old`,
    `${NAME}old`,
  ];
  for (const name of [...staying, `${NAME}${NOBODY}-old`]) {
    mkdirSync(join(parent, name, "1"), { recursive: true });
    if (!name.endsWith("justnow")) utimesSync(join(parent, name), AN_HOUR_AGO, AN_HOUR_AGO);
  }
  try {
    removeLeftFolders(parent);
    expect(readdirSync(parent).sort()).toEqual([...staying].sort());
  } finally {
    rmSync(parent, { recursive: true });
  }
});
