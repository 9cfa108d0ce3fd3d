import { Database } from "bun:sqlite";

/** Those of our server's writer that an insertion feels. */
const PRAGMAS = [
  "journal_mode = WAL",
  "synchronous = FULL",
  "cache_size = -16384",
  "journal_size_limit = 67108864",
  "wal_autocheckpoint = 2000",
];

/** The first argument. Without one, SQLite would take a file that it never flushes. */
export function fileNamed([, , file]: readonly string[]): string {
  if (!file) throw new Error("name the database");
  return file;
}

/** What a bare server stores of a message. */
export interface BareMessage {
  roomId: string;
  /** In the room, from 1. */
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  accountId: string;
  deviceId: string;
  /** Unique for the device and the room. */
  clientId: string;
  /** JSON. */
  body: string;
}

/** A new database whose one table has the columns and the unique indexes of our messages. A commit flushes the disk. */
export class BareEvents {
  readonly #database: Database;
  readonly #insert: ReturnType<typeof prepareInsert>;

  constructor(file: string) {
    this.#database = new Database(file, { create: true });
    for (const pragma of PRAGMAS) this.#database.run(`PRAGMA ${pragma}`);
    this.#database.run(
      `CREATE TABLE events (
         position INTEGER PRIMARY KEY, room_id TEXT NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL,
         at INTEGER NOT NULL, account_id TEXT NOT NULL, device_id TEXT NOT NULL, client_id TEXT, number INTEGER,
         body TEXT) STRICT`,
    );
    this.#database.run("CREATE UNIQUE INDEX events_by_seq ON events (room_id, seq)");
    this.#database.run("CREATE UNIQUE INDEX events_by_client_id ON events (room_id, device_id, client_id)");
    this.#insert = prepareInsert(this.#database);
  }

  /** In a commit of its own, unless within `inOneCommit`. */
  store({ roomId, seq, at, accountId, deviceId, clientId, body }: BareMessage): void {
    this.#insert.run(roomId, seq, at, accountId, deviceId, clientId, seq, body);
  }

  inOneCommit(store: () => void): void {
    this.#database.run("BEGIN IMMEDIATE");
    store();
    this.#database.run("COMMIT");
  }
}

const prepareInsert = (database: Database) =>
  database.prepare<unknown, [string, number, number, string, string, string, number, string]>(
    `INSERT INTO events (room_id, seq, type, at, account_id, device_id, client_id, number, body)
     VALUES (?, ?, 'message.sent', ?, ?, ?, ?, ?, ?)`,
  );
