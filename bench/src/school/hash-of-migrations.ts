import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../folders.ts";

/** A school made for other tables is of no use. */
export function hashOfMigrations(): string {
  const folder = join(REPOSITORY, "server/src/store/sqlite/migrations");
  const hash = new Bun.CryptoHasher("sha256");
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
  return hash.digest("hex").slice(0, 12);
}
