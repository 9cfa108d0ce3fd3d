import type { Position, RoomId, RoomKind } from "@encrptalk/protocol";
import type { Connection } from "../../store/sqlite/connection.ts";
import { TalkAppender } from "./append-talk.ts";
import type { TalkIndex } from "./index-talk.ts";
import type { Said } from "./talk.ts";

/** Messages in one transaction, and in one batch for the search index. */
const PER_TRANSACTION = 50_000;
/** For sorting, when the indexes of all rows are made at once. */
const SORT_CACHE_KIB = 512 * 1024;

/**
 * Appends all that is said to a log that nobody else uses, and gives the position of the last message. An interruption leaves
 * no school that could be opened: the log has its journal in memory, and its indexes, whose rows come in no order
 * and cost the most one by one, are made at the end.
 */
export async function appendAll(
  db: Connection,
  index: TalkIndex,
  said: Iterator<Said>,
  onProgress: (appended: number) => void,
): Promise<Position> {
  db.execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
  const indexes = dropIndexes(db);
  const kinds = kindsOfRooms(db);
  const appender = new TalkAppender(db);
  let last: Position = 0;
  let appended = 0;
  for (let batch = take(said); batch.length > 0; batch = take(said)) {
    db.run("BEGIN");
    const positions = batch.map((message) => appender.append(message));
    db.run("COMMIT");
    last = positions.at(-1) ?? last;
    await index.add(
      batch.map(({ roomId, senderId, text }, at) => ({
        position: positions[at] ?? 0,
        roomId,
        senderId,
        kind: kinds.get(roomId) ?? "group",
        text,
      })),
    );
    appended += batch.length;
    onProgress(appended);
  }
  db.run("BEGIN");
  appender.finish();
  db.run("COMMIT");
  db.execute(`PRAGMA cache_size = -${SORT_CACHE_KIB}; PRAGMA threads = 2`);
  for (const sql of indexes) db.execute(sql);
  db.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  return last;
}

/** Gives what makes them again. */
function dropIndexes(db: Connection): string[] {
  const indexes = db.all<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'events' AND sql IS NOT NULL",
  );
  for (const { name } of indexes) db.execute(`DROP INDEX ${name}`);
  return indexes.map(({ sql }) => sql);
}

const kindsOfRooms = (db: Connection): Map<RoomId, RoomKind> =>
  new Map(
    db.all<{ id: RoomId; kind: RoomKind }>("SELECT id, kind FROM rooms").map(({ id, kind }) => [id, kind]),
  );

function take(said: Iterator<Said>): Said[] {
  const batch: Said[] = [];
  while (batch.length < PER_TRANSACTION) {
    const next = said.next();
    if (next.done) break;
    batch.push(next.value);
  }
  return batch;
}
