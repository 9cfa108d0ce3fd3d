import type { Position } from "@encrptalk/protocol";
import { Connection } from "../../store/sqlite/connection.ts";
import { addToIndex, type Indexable, indexEvents } from "../../store/sqlite/search/index-events.ts";
import { indexFileOf, landmarkAt, openIndex } from "../../store/sqlite/search/index-file.ts";
import { Vocabulary } from "../../store/sqlite/search/vocabulary.ts";
import { indexedText } from "../../store/sqlite/search/words.ts";

declare const self: Worker;

/** What the thread is told, as JSON. Each is answered when it is done. */
export type Order =
  /** First: of which database. What its log has already is indexed as ever. */
  | { open: string }
  /** Messages, in the order of their positions. The log itself is not looked at. */
  | { messages: (Indexable & { text: string })[] }
  /** Last: all of the log up to there is in the index. */
  | { reached: Position };

/** FTS5's own, and one for this program. */
const USUAL_HASH_BYTES = 1024 * 1024;
const HASTY_HASH_BYTES = 64 * USUAL_HASH_BYTES;

let database = "";
let index: Connection | null = null;

self.onmessage = ({ data }: MessageEvent<string>) => {
  obey(JSON.parse(data) as Order);
  self.postMessage("done");
};

function obey(order: Order): void {
  if ("open" in order) {
    database = order.open;
    catchUp();
    index = openAlone();
  } else if (!index) throw new Error("the index is not open");
  else if ("messages" in order) add(index, order.messages);
  else {
    closeAlone(index);
    conclude(order.reached);
  }
}

function catchUp(): void {
  const whole = openIndex(database, false);
  for (let { position, head } = indexEvents(whole); position < head; )
    ({ position, head } = indexEvents(whole));
  whole.close();
}

/** Without the log, whose journal can be put elsewhere only while nobody else has it; and in haste. */
function openAlone(): Connection {
  const db = new Connection(indexFileOf(database), "index");
  db.execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
  configure(db, HASTY_HASH_BYTES);
  return db;
}

function closeAlone(db: Connection): void {
  configure(db, USUAL_HASH_BYTES);
  db.execute("PRAGMA journal_mode = WAL");
  db.close();
}

/** How much FTS5 gathers before it writes a segment: the larger, the fewer times each word is merged into others. */
const configure = (db: Connection, hashBytes: number) =>
  db.run("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", hashBytes);

function add(db: Connection, messages: readonly (Indexable & { text: string })[]): void {
  db.run("BEGIN");
  const vocabulary = new Vocabulary(db);
  for (const message of messages) addToIndex(db, vocabulary, message, indexedText(message.text));
  db.run("COMMIT");
}

function conclude(position: Position): void {
  const whole = openIndex(database, false);
  whole.run("UPDATE progress SET position = ?, landmark = ?", position, landmarkAt(whole, position));
  whole.close();
}
