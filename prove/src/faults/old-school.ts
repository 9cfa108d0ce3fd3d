import { Database } from "bun:sqlite";
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const MIGRATIONS = join(import.meta.dirname, "../../../server/src/store/sqlite/migrations");
/** What a version before the desk knew. */
const SCRIPTS = ["0001-accounts.sql", "0002-rooms.sql"];
/** What columns were called then. */
const FORMER_NAMES: Record<string, string> = { read_position: "own_position" };

/** Makes a data folder as a version before the desk would have left it, of one that has group rooms only. */
export function makeOld(data: string): void {
  const file = join(data, "encrptalk.db");
  const present = join(data, "present.db");
  copyFileSync(file, present);
  rmSync(file);
  for (const other of ["search.db", "search.db-wal", "search.db-shm"])
    rmSync(join(data, other), { force: true });
  const db = new Database(file, { create: true });
  db.run("PRAGMA journal_mode = WAL");
  db.run("ATTACH ? AS present", [present]);
  db.run("BEGIN");
  for (const script of SCRIPTS) db.run(readFileSync(join(MIGRATIONS, script), "utf8"));
  const tables = db
    .query<{ name: string }, []>("SELECT name FROM main.sqlite_schema WHERE type = 'table'")
    .all();
  for (const { name } of tables) copyRows(db, name);
  const { application_id: id } = db.query("PRAGMA present.application_id").get() as {
    application_id: number;
  };
  db.run(`PRAGMA main.application_id = ${id}`);
  db.run(`PRAGMA main.user_version = ${SCRIPTS.length}`);
  db.run("COMMIT");
  db.close();
  rmSync(present);
}

function copyRows(db: Database, table: string): void {
  const columns = db
    .query<{ name: string }, [string]>("SELECT name FROM pragma_table_info(?, 'main')")
    .all(table)
    .map(({ name }) => name);
  const present = columns.map((name) => FORMER_NAMES[name] ?? name);
  db.run(`INSERT INTO main.${table} (${columns.join()}) SELECT ${present.join()} FROM present.${table}`);
}
