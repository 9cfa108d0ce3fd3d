import { afterEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claimDataDirectory, DataDirectoryError } from "./data-directory.ts";

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("the data folder", () => {
  test("is made, and keeps its secret from one start to the next, for its owner's eyes only", () => {
    const path = join(newFolder(), "new", "data");
    const first = claimDataDirectory(path);
    first.release();
    const second = claimDataDirectory(path);
    second.release();
    expect(second.secret).toBe(first.secret);
    expect(first.secret.length).toBeGreaterThanOrEqual(43);
    expect(statSync(join(path, "secret")).mode & 0o077).toBe(0);
  });

  test("serves one server at a time", () => {
    const path = newFolder();
    const first = claimDataDirectory(path);
    expect(() => claimDataDirectory(path)).toThrow("Another Encrptalk is using the data folder");
    first.release();
    claimDataDirectory(path).release();
  });

  test("that cannot be used is refused with one sentence", () => {
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    expect(() => claimDataDirectory(join(file, "data"))).toThrow(DataDirectoryError);
    const damaged = newFolder();
    writeFileSync(join(damaged, "secret"), "short");
    expect(() => claimDataDirectory(damaged)).toThrow("damaged");
  });
});
