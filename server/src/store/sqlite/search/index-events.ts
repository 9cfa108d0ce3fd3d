import type { AccountId, Body, Position, RoomId, RoomKind, Seq } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { landmarkAt, readProgress } from "./index-file.ts";
import { CONVERSATIONS_TOKEN, roomToken, senderToken } from "./match-expression.ts";
import { headOf } from "./stretch.ts";
import { Vocabulary } from "./vocabulary.ts";
import { indexedText } from "./words.ts";

/** How far the index is, as positions of events. */
export interface Indexed {
  position: Position;
  /** Of the last event in the log. */
  head: Position;
}

/** Most events in one transaction, and how long one may take: as long as a search may have to wait. */
const MAX_EVENTS = 500;
const MAX_MS = 20;
/** Read together: few, since each may be as long as a frame. */
const AT_ONCE = 32;

/** What stands in the index beside a message's words. */
export interface Indexable {
  position: Position;
  roomId: RoomId;
  senderId: AccountId;
  kind: RoomKind;
}

/** As it stands now. */
const MESSAGE = `
  message.position, message.room_id AS roomId, message.account_id AS senderId, room.kind,
  message.deleted_seq IS NOT NULL AS deleted, coalesce(edit.body, message.body) AS body`;
/** Each event is given, also in a damaged log that lacks a room: else its end was never reached. */
const ABOUT_MESSAGE = `
  LEFT JOIN rooms AS room ON room.id = message.room_id
  LEFT JOIN events AS edit ON edit.room_id = message.room_id AND edit.seq = message.edited_seq`;

interface Message extends Indexable {
  deleted: 0 | 1;
  body: string | null;
}

/** Most of them are messages, so that each has what a message has. */
const NEXT_EVENTS = `
  SELECT ${MESSAGE}, message.type, message.target
  FROM events AS message ${ABOUT_MESSAGE}
  WHERE message.position > ? ORDER BY message.position LIMIT ${AT_ONCE}`;

interface NextEvent extends Message {
  type: string;
  target: Seq | null;
}

/** `indexed`: the words it has in the index. */
const TARGET = `
  SELECT ${MESSAGE}, known.text AS indexed
  FROM events AS message ${ABOUT_MESSAGE}
  LEFT JOIN texts AS known ON known.position = message.position
  WHERE message.room_id = ? AND message.seq = ?`;

interface Target extends Message {
  indexed: string | null;
}

/** As of the last transaction of a connection. */
const vocabularies = new WeakMap<Connection, Vocabulary>();

/** Takes the next events of the log into the index, with how far it came, in one transaction. */
export function indexEvents(db: Connection): Indexed {
  const vocabulary = vocabularies.get(db) ?? new Vocabulary(db);
  vocabularies.delete(db);
  db.run("BEGIN");
  try {
    const from = readProgress(db)?.position ?? 0;
    const position = indexAfter(db, vocabulary, from);
    if (position > from)
      db.run("UPDATE progress SET position = ?, landmark = ?", position, landmarkAt(db, position));
    const head = headOf(db);
    db.run("COMMIT");
    vocabularies.set(db, vocabulary);
    return { position, head };
  } finally {
    db.rollback();
  }
}

/** Gives the position of the last event it came to. */
function indexAfter(db: Connection, vocabulary: Vocabulary, from: Position): Position {
  const until = performance.now() + MAX_MS;
  let reached = from;
  for (let count = 0; count < MAX_EVENTS; count += AT_ONCE) {
    const events = db.all<NextEvent>(NEXT_EVENTS, reached);
    for (const event of events) {
      indexEvent(db, vocabulary, event);
      reached = event.position;
      if (performance.now() > until) return reached;
    }
    if (events.length < AT_ONCE) break;
  }
  return reached;
}

function indexEvent(db: Connection, vocabulary: Vocabulary, event: NextEvent): void {
  // Nothing before it in the log is about it, so that it is not in the index yet.
  if (event.type === "message.sent") return bringUpToDate(db, vocabulary, { ...event, indexed: null });
  if (event.target === null) return;
  const target = db.get<Target>(TARGET, event.roomId, event.target);
  if (target) bringUpToDate(db, vocabulary, target);
}

/** Whatever happened to a message, the index gets what it has become. */
function bringUpToDate(db: Connection, vocabulary: Vocabulary, message: Target): void {
  const text = textOf(message);
  if (text === message.indexed) return;
  if (message.indexed !== null) remove(db, vocabulary, message, message.indexed);
  if (text !== null) addToIndex(db, vocabulary, message, text);
}

/** `null` where there is nothing to index. Encrypted bodies are nobody's to read. */
function textOf({ deleted, body }: Message): string | null {
  if (deleted || body === null) return null;
  const parsed = JSON.parse(body) as Body;
  return parsed.alg === "plain" ? indexedText(parsed.text) : null;
}

/** `text`: as the index keeps it. */
export function addToIndex(db: Connection, vocabulary: Vocabulary, message: Indexable, text: string): void {
  db.run("INSERT INTO words (rowid, text, scope, sender) VALUES (?, ?, ?, ?)", ...columnsOf(message, text));
  db.run("INSERT INTO texts VALUES (?, ?)", message.position, text);
  vocabulary.added(text);
}

function remove(db: Connection, vocabulary: Vocabulary, message: Indexable, text: string): void {
  db.run(
    "INSERT INTO words (words, rowid, text, scope, sender) VALUES ('delete', ?, ?, ?, ?)",
    ...columnsOf(message, text),
  );
  db.run("DELETE FROM texts WHERE position = ?", message.position);
  vocabulary.removed(text);
}

function columnsOf({ position, roomId, senderId, kind }: Indexable, text: string): (string | number)[] {
  const room = roomToken(roomId);
  const scope = kind === "student" ? `${room} ${CONVERSATIONS_TOKEN}` : room;
  return [position, text, scope, senderToken(senderId)];
}
