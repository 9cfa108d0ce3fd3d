import { Database as Sqlite } from "bun:sqlite";
import { join } from "node:path";
import type { Program } from "../program/program.ts";

/** What every request may tell of itself: when somebody was last seen, and what is written down of it. */
const TELLS_OF_REQUESTS = /^last_seen_at$|^audit/;

/** The database of the running program, looked into from outside. */
export class Database {
  readonly #db: Sqlite;
  readonly #contentSql: string;

  constructor({ data }: Program) {
    this.#db = new Sqlite(join(data, "encrptalk.db"));
    this.#db.run("PRAGMA busy_timeout = 5000");
    this.#contentSql = this.#makeContentSql();
  }

  all<Row>(sql: string, ...parameters: (string | number)[]): Row[] {
    return this.#db.query(sql).all(...parameters) as Row[];
  }

  /** Makes something so that would take days, such as a session that has expired. */
  run(sql: string, ...parameters: (string | number)[]): void {
    this.#db.run(sql, parameters);
  }

  /** All that stands in it, by table, so that two of them can be compared. */
  content(): Record<string, string> {
    const [row = {}] = this.all<Record<string, string>>(this.#contentSql);
    return row;
  }

  close(): void {
    this.#db.close();
  }

  /** Made by SQLite itself, since it is asked for before and after everything that is tried. */
  #makeContentSql(): string {
    const tables = this.all<{ name: string; columns: string }>(
      `SELECT name, (SELECT json_group_array(name) FROM pragma_table_info(tables.name)) AS columns
       FROM sqlite_schema AS tables WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    ).filter(({ name }) => !TELLS_OF_REQUESTS.test(name));
    const contents = tables.map(({ name, columns }) => {
      const kept = (JSON.parse(columns) as string[]).filter((column) => !TELLS_OF_REQUESTS.test(column));
      const row = `json_array(${kept.map((column) => `"${column}"`).join(", ")})`;
      return `(SELECT json_group_array(${row}) FROM "${name}") AS "${name}"`;
    });
    return `SELECT ${contents.join(", ")}`;
  }
}
