import { afterEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataDirectoryError, prepareDataDirectory } from "./data-directory.ts";

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
    const { secret } = prepareDataDirectory(path);
    expect(prepareDataDirectory(path).secret).toBe(secret);
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(join(path, "secret")).mode & 0o077).toBe(0);
  });

  test("that cannot be used is refused with one sentence", () => {
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    expect(() => prepareDataDirectory(join(file, "data"))).toThrow(DataDirectoryError);
    const damaged = newFolder();
    writeFileSync(join(damaged, "secret"), "short");
    expect(() => prepareDataDirectory(damaged)).toThrow("damaged");
  });

  test("whose server was killed while it made its secret can be used by the next start", () => {
    const path = newFolder();
    writeFileSync(join(path, "secret.partial"), "half a se", { mode: 0o600 });
    const { secret } = prepareDataDirectory(path);
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect(prepareDataDirectory(path).secret).toBe(secret);
    expect(readdirSync(path)).toEqual(["secret"]);
  });
});
