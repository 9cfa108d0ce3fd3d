import { afterAll } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeContract } from "../contract.ts";
import { openSqliteStore } from "./sqlite-store.ts";

const folder = mkdtempSync(join(tmpdir(), "encrptalk-store-"));
let opened = 0;

storeContract("SQLite", () => {
  opened += 1;
  return openSqliteStore({ file: join(folder, `${opened}.sqlite`) });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));
