import { Connection } from "../../store/sqlite/connection.ts";
import { migrate } from "../../store/sqlite/migrations.ts";
import { CommandError } from "../encrptalk/command.ts";
import type { Findings } from "./findings.ts";

interface Part {
  type: string;
  name: string;
  sql: string;
}

const SCHEMA = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";

/** The file itself: its pages, its references, and that tables and indexes are what this program makes. */
export function checkStructure(db: Connection, file: string, findings: Findings): void {
  const expected = new Connection(":memory:", "write");
  try {
    migrate(expected, ":memory:");
    requireVersion(versionOf(db), versionOf(expected), file);
    const parts = new Map(db.all<Part>(SCHEMA).map((part) => [part.name, part]));
    for (const { type, name, sql } of expected.all<Part>(SCHEMA))
      if (parts.get(name)?.sql !== sql)
        findings.add("schema", `The ${type} ${name} is missing or is not what this version makes.`);
  } finally {
    expected.close();
  }
  for (const { integrity_check } of db.all<{ integrity_check: string }>("PRAGMA integrity_check(20)"))
    if (integrity_check !== "ok") findings.add("integrity", `The database is damaged: ${integrity_check}.`);
  findings.addAll(
    "references",
    db.all<{ table: string; parent: string }>("PRAGMA foreign_key_check"),
    ({ table, parent }) => `A row of ${table} names a row of ${parent} that does not exist.`,
  );
}

const versionOf = (db: Connection): number =>
  db.get<{ user_version: number }>("PRAGMA user_version")?.user_version ?? 0;

/** Throws `CommandError`: another version's tables cannot be judged. */
function requireVersion(version: number, known: number, file: string): void {
  if (version > known)
    throw new CommandError(
      `The database ${file} was made by a newer version of Encrptalk: check it with that.`,
    );
  if (version < known)
    throw new CommandError(
      `The database ${file} was made by an older version of Encrptalk: start the server once, which brings it up to date.`,
    );
}
