import { constants, Database, type SQLQueryBindings, type Statement } from "bun:sqlite";

/** Statements kept prepared by one connection: all of the store's own, and the usual ones of the accounts. */
const MAX_STATEMENTS = 300;
const BUSY_TIMEOUT_MS = 5_000;
/** Pages that the writer keeps: a full batch fits, and is written once. */
const WRITE_CACHE_KIB = 16_384;
const MAX_LOG_BYTES = 64 * 1024 * 1024;
/**
 * Pages (of 4 KiB) in the log at which it goes into the database: several times what a full batch writes, so that
 * what changes with each message is copied once for many; and few enough that a batch does not wait long for it.
 */
const LOG_PAGES = 2_000;

/** `index`: what is derived from the log, which is attached by an address with its own access. */
type Access = "write" | "read" | "index";

const OPEN_FLAGS: Record<Access, number> = {
  write: constants.SQLITE_OPEN_READWRITE | constants.SQLITE_OPEN_CREATE,
  read: constants.SQLITE_OPEN_READONLY,
  index: constants.SQLITE_OPEN_READWRITE | constants.SQLITE_OPEN_CREATE | constants.SQLITE_OPEN_URI,
};

export type Parameter = SQLQueryBindings;

/** One connection to the database file, of one thread. */
export class Connection {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();
  #writes = 0;

  constructor(file: string, access: Access) {
    this.#database = new Database(file, OPEN_FLAGS[access]);
    this.execute(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    if (access !== "read") this.#makeWritable(access);
  }

  /** The first row, or `null`. */
  get<Row>(sql: string, ...parameters: Parameter[]): Row | null {
    return this.#prepare(sql).get(...parameters) as Row | null;
  }

  all<Row>(sql: string, ...parameters: Parameter[]): Row[] {
    return this.#prepare(sql).all(...parameters) as Row[];
  }

  /** Row by row, where there are too many to have at once. */
  each<Row>(sql: string, ...parameters: Parameter[]): IterableIterator<Row> {
    return this.#prepare(sql).iterate(...parameters) as IterableIterator<Row>;
  }

  /** How many statements were begun that may have written something. */
  get writes(): number {
    return this.#writes;
  }

  /** How many rows changed. */
  run(sql: string, ...parameters: Parameter[]): number {
    return this.#prepare(sql).run(...parameters).changes;
  }

  /** Runs a statement whose shape is not known: its rows, if it gives any, and how many rows it gave or changed. */
  query<Row>(sql: string, ...parameters: Parameter[]): { rows: Row[]; changes: number } {
    const statement = this.#prepare(sql);
    if (statement.columnNames.length === 0)
      return { rows: [], changes: statement.run(...parameters).changes };
    const rows = statement.all(...parameters) as Row[];
    return { rows, changes: rows.length };
  }

  /** Runs a script that takes no parameters. */
  execute(sql: string): void {
    this.#database.run(sql);
  }

  /** The statements that were used so far. */
  get prepared(): string[] {
    return [...this.#statements.keys()];
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  /** One consistent snapshot for all that `read` asks. */
  snapshot<Result>(read: () => Result): Result {
    this.run("BEGIN");
    try {
      return read();
    } finally {
      this.rollback();
    }
  }

  /** Ends a transaction without its writes; nothing where SQLite has already done so. */
  rollback(): void {
    if (this.inTransaction) this.run("ROLLBACK");
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#database.close();
  }

  /**
   * `synchronous = FULL` flushes the log at each commit, `NORMAL` not: what is derived can be derived again.
   * `secure_delete` overwrites what is deleted.
   */
  #makeWritable(access: "write" | "index"): void {
    this.execute("PRAGMA journal_mode = WAL");
    this.execute(`PRAGMA synchronous = ${access === "write" ? "FULL" : "NORMAL"}`);
    this.execute("PRAGMA secure_delete = ON");
    this.execute("PRAGMA foreign_keys = ON");
    this.execute(`PRAGMA cache_size = -${WRITE_CACHE_KIB}`);
    this.execute(`PRAGMA journal_size_limit = ${MAX_LOG_BYTES}`);
    this.execute(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
  }

  /** Bun keeps only its first 20 statements prepared; a batch needs more. The least recently used one goes. */
  #prepare(sql: string): Statement {
    if (!sql.startsWith("SELECT")) this.#writes += 1;
    const known = this.#statements.get(sql);
    if (known) {
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return known;
    }
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > MAX_STATEMENTS) this.#forgetOldest();
    return statement;
  }

  #forgetOldest(): void {
    for (const [sql, statement] of this.#statements) {
      this.#statements.delete(sql);
      statement.finalize();
      return;
    }
  }
}
