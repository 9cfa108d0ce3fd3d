import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../folders.ts";

const MIGRATIONS = "server/src/store/sqlite/migrations";
/** What says who is in the large school, and what they say to each other. */
const GROWTH = ["append-all", "append-talk", "chatter", "crowd", "fill", "talk"].map(
  (name) => `server/src/demo/large/${name}.ts`,
);

/** A school made for other tables is of no use. */
export const hashOfMigrations = (): string => hashOf(migrations());

/** Nor is a large one that was grown in another way. */
export const hashOfGrowth = (): string => hashOf([...migrations(), ...GROWTH]);

const migrations = (): string[] =>
  readdirSync(join(REPOSITORY, MIGRATIONS))
    .sort()
    .map((name) => join(MIGRATIONS, name));

function hashOf(paths: readonly string[]): string {
  const hash = new Bun.CryptoHasher("sha256");
  for (const path of paths) hash.update(readFileSync(join(REPOSITORY, path)));
  return hash.digest("hex").slice(0, 12);
}
