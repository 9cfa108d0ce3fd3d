import {
  type AccountId,
  type Body,
  type Position,
  ProtocolError,
  type RoomId,
  type RoomKind,
  type SearchHit,
  type SearchPage,
  type SearchRoom,
  type Seq,
  type Timestamp,
} from "@encrptalk/protocol";
import type { IndexQuery } from "../../search-index.ts";
import type { Connection } from "../connection.ts";
import { people } from "../reads/people.ts";
import { type Find, lastOf } from "./last-of.ts";
import { matchExpression, type Sought, soughtIn } from "./match-expression.ts";
import { narrow } from "./narrowing.ts";
import { mayRead, type Reach, reachOf } from "./reach.ts";
import { snippetOf } from "./snippet.ts";
import { headOf, stretchOf } from "./stretch.ts";
import { endingsOf } from "./vocabulary.ts";

/** Of what is typed, so that no search takes long. */
const MAX_PHRASES = 32;
/** And of their words, which are letters in some scripts: each stands for as many places in a message as it likes. */
const MAX_WORDS = 64;

/** FTS5 goes through its matches in the order asked for and stops. */
const FOUND = `
  SELECT found.rowid AS position FROM words AS found
  CROSS JOIN events AS event ON event.position = found.rowid
  WHERE found.words MATCH ? AND found.rowid >= ? AND found.rowid < ? AND event.at >= ? AND event.at < ?
  ORDER BY found.rowid`;
const OLDEST_FIRST = `${FOUND} LIMIT ?`;
const NEWEST_FIRST = `${FOUND} DESC LIMIT ?`;

/** So many positions before the end of the log, FTS5 is sooner there from the end; see last-of.ts. */
const NEAR_HEAD = 3_000_000;

const MESSAGE = `
  SELECT event.position, event.seq, event.at, event.account_id AS senderId,
    coalesce(edit.body, event.body) AS body, event.deleted_seq AS deletedSeq,
    room.id AS roomId, room.kind, room.title, room.student_id AS studentId
  FROM events AS event
  JOIN rooms AS room ON room.id = event.room_id
  LEFT JOIN events AS edit ON edit.room_id = event.room_id AND edit.seq = event.edited_seq
  WHERE event.position = ?`;

interface FoundRow {
  position: Position;
  seq: Seq;
  at: Timestamp;
  senderId: AccountId;
  body: string | null;
  deletedSeq: Seq | null;
  roomId: RoomId;
  kind: RoomKind;
  title: string;
  studentId: AccountId | null;
}

/** To be run in one snapshot: what the asker may read is looked up in the same state of the log as what is found. */
export function findMessages(db: Connection, query: IndexQuery): SearchPage {
  const reach = reachOf(db, query.asker);
  const { narrowing, unknown } = narrow(db, reach, query);
  const sought = beginningOf(query.phrases.slice(0, MAX_PHRASES).flatMap((phrase) => soughtIn(phrase) ?? []));
  const nothingAsked = sought.length === 0 && !isFiltered(query);
  const expression =
    unknown.length > 0 || nothingAsked
      ? null
      : matchExpression(sought, narrowing, (beginning) => endingsOf(db, beginning));
  const positions = expression === null ? [] : positionsOf(db, query, expression);
  const page = positions.slice(0, query.limit);
  const rows = page.flatMap((position) => db.get<FoundRow>(MESSAGE, position) ?? []);
  return {
    ...hitsOf(db, reach, sought, rows),
    next: positions.length > page.length ? String(page.at(-1)) : null,
    unknown,
  };
}

function beginningOf(sought: readonly Sought[]): Sought[] {
  let left = MAX_WORDS;
  return sought.flatMap(({ tokens, prefix }): Sought[] => {
    const kept = tokens.slice(0, left);
    left -= kept.length;
    return kept.length === 0 ? [] : [{ tokens: kept, prefix: prefix && kept.length === tokens.length }];
  });
}

const isFiltered = (query: IndexQuery): boolean =>
  [query.from, query.in, query.class].some((values) => values.length > 0) ||
  query.since !== null ||
  query.until !== null;

/** Newest first, one page and one more. */
function positionsOf(db: Connection, query: IndexQuery, expression: string): Position[] {
  const head = headOf(db);
  const { from, late, to: end } = stretchOf(db, query, head);
  const to = query.after === undefined ? end : Math.min(end, positionIn(query.after));
  const [since, until] = [query.since ?? 0, query.until ?? Number.MAX_SAFE_INTEGER];
  const find = (sql: string, ...[from, to, limit]: Parameters<Find>) =>
    db
      .all<{ position: Position }>(sql, expression, from, to, since, until, limit)
      .map(({ position }) => position);
  const count = query.limit + 1;
  if (head - to < NEAR_HEAD) return find(NEWEST_FIRST, from, to, count);
  return lastOf((...asked) => find(OLDEST_FIRST, ...asked), { from, late, to }, count);
}

function positionIn(cursor: string): Position {
  if (!/^\d{1,15}$/.test(cursor)) throw new ProtocolError("malformed", { field: "after" });
  return Number(cursor);
}

/** The index may be behind: what was deleted, or no longer has the words, is left out, and what may not be read. */
function hitsOf(
  db: Connection,
  reach: Reach,
  sought: readonly Sought[],
  rows: readonly FoundRow[],
): Pick<SearchPage, "hits" | "rooms" | "people"> {
  const hits: SearchHit[] = [];
  const rooms = new Map<RoomId, SearchRoom>();
  const mentioned = new Set<AccountId>();
  for (const row of rows) {
    const { roomId, kind, title, studentId, seq, at, senderId } = row;
    const snippet = mayRead(reach, roomId, kind) ? snippetIn(row, sought) : null;
    if (!snippet) continue;
    hits.push({ roomId, seq, at, senderId, ...snippet });
    rooms.set(roomId, { roomId, kind, title, studentId });
    for (const accountId of studentId ? [senderId, studentId] : [senderId]) mentioned.add(accountId);
  }
  const known = people(db, { asker: reach.asker, accountIds: [...mentioned] });
  return { hits, rooms: [...rooms.values()], people: known };
}

function snippetIn({ body, deletedSeq }: FoundRow, sought: readonly Sought[]) {
  if (body === null || deletedSeq !== null) return null;
  const parsed = JSON.parse(body) as Body;
  return parsed.alg === "plain" ? snippetOf(parsed.text, sought) : null;
}
