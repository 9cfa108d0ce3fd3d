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
    // Without the log, whose journal can be put elsewhere only while nobody else has it.
    index = new Connection(indexFileOf(database), "index");
  } else if (!index) throw new Error("the index is not open");
  else if ("messages" in order) add(index, order.messages);
  else {
    index.close();
    conclude(order.reached);
  }
}

function catchUp(): void {
  const whole = openIndex(database, false);
  for (let { position, head } = indexEvents(whole); position < head; )
    ({ position, head } = indexEvents(whole));
  whole.close();
}

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
