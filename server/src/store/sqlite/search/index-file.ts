import { SQLiteError } from "bun:sqlite";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Epoch, Position } from "@encrptalk/protocol";
import { Connection } from "../connection.ts";

/** Of what the index has in it: with another one it is made anew. */
export const INDEX_VERSION = 2;

/**
 * `text` has words, `scope` the room, `sender` the account; see match-expression.ts. Beginnings of two to four letters
 * are words of their own, so that an unfinished word costs no more than a whole one. What is taken out is overwritten
 * at once (`secure-delete`); for that its words must be known, and `texts` has them.
 */
const SCHEMA = `
  CREATE VIRTUAL TABLE words USING fts5(
    text, scope, sender, content = '', columnsize = 0, prefix = '2 3 4', tokenize = 'ascii'
  );
  INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
  CREATE TABLE texts (position INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  -- The words of five letters and more: those that a longer beginning can become.
  CREATE TABLE vocabulary (token TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  -- One row: of which log, up to where, and which event stood there.
  CREATE TABLE progress (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch TEXT NOT NULL,
    position INTEGER NOT NULL,
    landmark TEXT
  ) STRICT;
  PRAGMA user_version = ${INDEX_VERSION};
`;

/** Beside the database. */
export const indexFileOf = (database: string): string => join(dirname(database), "search.db");

/**
 * The index of a database, with that database attached for reading: its tables are simply there. An index that is
 * `damaged`, of another log or of another program is made anew.
 */
export function openIndex(database: string, damaged: boolean): Connection {
  const file = indexFileOf(database);
  if (!damaged) {
    const index = openWhole(file, database);
    if (index) return index;
  }
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(file + suffix, { force: true });
  const index = attach(file, database);
  index.execute(`BEGIN; ${SCHEMA}`);
  index.run("INSERT INTO progress SELECT 1, epoch, 0, NULL FROM meta");
  index.run("COMMIT");
  return index;
}

/** The file is broken, rather than the disk full or slow. */
export const isDamage = (error: unknown): boolean =>
  error instanceof SQLiteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code ?? "");

function openWhole(file: string, database: string): Connection | null {
  let index: Connection | null = null;
  try {
    index = attach(file, database);
    if (fits(index)) return index;
  } catch (error) {
    index?.close();
    if (isDamage(error)) return null;
    throw error;
  }
  index.close();
  return null;
}

function attach(file: string, database: string): Connection {
  const index = new Connection(file, "index");
  const log = pathToFileURL(database);
  log.searchParams.set("mode", "ro");
  index.run("ATTACH ? AS log", log.href);
  return index;
}

/** Whether the index is of this log: a log that was put back to an earlier state lacks the event indexed last. */
function fits(index: Connection): boolean {
  const version = index.get<{ user_version: number }>("PRAGMA main.user_version")?.user_version;
  if (version !== INDEX_VERSION) return false;
  const progress = readProgress(index);
  const epoch = index.get<{ epoch: Epoch }>("SELECT epoch FROM meta")?.epoch;
  return (
    progress !== null &&
    progress.epoch === epoch &&
    (progress.position === 0 || progress.landmark === landmarkAt(index, progress.position))
  );
}

interface Progress {
  epoch: Epoch;
  position: Position;
  landmark: string | null;
}

export const readProgress = (index: Connection): Progress | null =>
  index.get<Progress>("SELECT epoch, position, landmark FROM progress");

/** What tells an event from any that might stand at the same position in another course of history. */
export const landmarkAt = (index: Connection, position: Position): string | null =>
  index.get<{ landmark: string }>(
    "SELECT json_array(room_id, seq, at, client_id) AS landmark FROM events WHERE position = ?",
    position,
  )?.landmark ?? null;
