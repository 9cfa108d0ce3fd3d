import type { Connection } from "./connection.ts";
import accounts from "./migrations/0001-accounts.sql" with { type: "text" };
import rooms from "./migrations/0002-rooms.sql" with { type: "text" };
import { desk } from "./migrations/0003-desk.ts";
import notifications from "./migrations/0004-notifications.sql" with { type: "text" };
import audit from "./migrations/0005-audit.sql" with { type: "text" };
import { StoreOpenError } from "./store-open-error.ts";

/** A script, or what SQL alone cannot do. */
type Migration = string | ((db: Connection) => void);

/** In order; a database's `user_version` says how many of them it has had. One that was released never changes. */
const MIGRATIONS: readonly Migration[] = [accounts, rooms, desk, notifications, audit];

/** Written into the file's header, and how a database is known as ours: "Encr". */
const APPLICATION_ID = 0x456e6372;

/**
 * Brings the database to the present version, in one transaction, and makes a new one what it is to be.
 * Throws `StoreOpenError` when it is not ours or newer than the program.
 */
export function migrate(db: Connection, file: string, migrations: readonly Migration[] = MIGRATIONS): void {
  db.run("BEGIN IMMEDIATE");
  try {
    const version = ownVersion(db, file);
    if (version > migrations.length) {
      throw new StoreOpenError(
        `The database ${file} was made by a newer version of Encrptalk (its version is ${version}, this program knows ${migrations.length}): start that version.`,
      );
    }
    if (version < migrations.length) {
      for (const migration of migrations.slice(version)) {
        if (typeof migration === "string") db.execute(migration);
        else migration(db);
      }
      db.execute(`PRAGMA application_id = ${APPLICATION_ID}`);
      db.execute(`PRAGMA user_version = ${migrations.length}`);
    }
    db.run(
      "INSERT INTO meta (id, epoch, position, school_position) VALUES (1, ?, 0, 0) ON CONFLICT DO NOTHING",
      crypto.randomUUID(),
    );
    db.run("COMMIT");
  } finally {
    db.rollback();
  }
}

/** 0 for an empty file. */
function ownVersion(db: Connection, file: string): number {
  const empty = db.get("SELECT 1 FROM sqlite_schema LIMIT 1") === null;
  const id = db.get<{ application_id: number }>("PRAGMA application_id")?.application_id;
  if (!empty && id !== APPLICATION_ID)
    throw new StoreOpenError(`The file ${file} is not a database of Encrptalk.`);
  return db.get<{ user_version: number }>("PRAGMA user_version")?.user_version ?? 0;
}
