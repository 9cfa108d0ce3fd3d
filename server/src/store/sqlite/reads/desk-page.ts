import {
  type AccountId,
  type DeskFilter,
  type DeskPage,
  type DeskQuery,
  foldText,
  ProtocolError,
} from "@encrptalk/protocol";
import type { Connection, Parameter } from "../connection.ts";
import { deskEntries } from "../desk-rows.ts";
import { FROM_STUDENTS, UNREAD } from "./desk.ts";

/** A row's place in the order of `compareDeskEntries`. */
interface Place {
  number: number;
  place: number;
  rank: number;
  name_key: string;
}

const PLACES = `
  SELECT student.number, name_key, student.account_id,
    CASE WHEN room_id IS NULL THEN 3 WHEN NOT ${UNREAD} THEN 2 WHEN waiting_since IS NULL THEN 1 ELSE 0 END AS place,
    CASE WHEN room_id IS NULL THEN 0 WHEN ${UNREAD} AND waiting_since IS NOT NULL THEN waiting_since
      ELSE -coalesce(last_message_at, started_at) END AS rank
  ${FROM_STUDENTS}`;

const FILTERS: Record<DeskFilter, string> = {
  all: "TRUE",
  unread: UNREAD,
  active: "status = 'active'",
  closed: "status = 'closed'",
  new: "room_id IS NULL",
};

export function deskPage(db: Connection, { asker, query }: { asker: AccountId; query: DeskQuery }): DeskPage {
  const matching = matches(query);
  const beyond = query.after === undefined ? NOWHERE : placeOf(db, query.after);
  const places = db.all<Place>(
    `SELECT number, place, rank, name_key FROM (${PLACES} WHERE ${matching.sql}) ${beyond.sql}
     ORDER BY place, rank, name_key, account_id LIMIT ?`,
    asker,
    ...matching.parameters,
    ...beyond.parameters,
    query.limit + 1,
  );
  const shown = places.slice(0, query.limit);
  const last = places.length > query.limit ? shown.at(-1) : undefined;
  return {
    entries: deskEntries(
      db,
      shown.map(({ number }) => number),
      asker,
    ),
    // A list of one page has counted itself.
    total: query.after === undefined && !last ? shown.length : count(db, asker, query.filter, matching),
    next: last ? toCursor(last) : null,
  };
}

/** Only who has read what needs the asker's marks, which cost the most of it. */
function count(db: Connection, asker: AccountId, filter: DeskFilter, { sql, parameters }: Clause): number {
  const counted =
    filter === "unread"
      ? db.get<Counted>(`SELECT count(*) AS total ${FROM_STUDENTS} WHERE ${sql}`, asker, ...parameters)
      : db.get<Counted>(`SELECT count(*) AS total FROM students WHERE ${sql}`, ...parameters);
  return counted?.total ?? 0;
}

interface Counted {
  total: number;
}

interface Clause {
  sql: string;
  parameters: Parameter[];
}
const NOWHERE: Clause = { sql: "", parameters: [] };

function matches({ filter, className, search }: DeskQuery): Clause {
  const conditions = ["listed = 1", FILTERS[filter]];
  const parameters: Parameter[] = [];
  if (className !== undefined) {
    conditions.push("class_name = ?");
    parameters.push(className);
  }
  const sought = foldText(search?.trim() ?? "");
  if (sought !== "") {
    // A line's end stands between the fields and in none of them.
    conditions.push(sought.includes("\n") ? "FALSE" : "instr(search_key, ?) > 0");
    if (!sought.includes("\n")) parameters.push(sought);
  }
  return { sql: conditions.join(" AND "), parameters };
}

/** Characters of a folded name in a cursor, so that it stays short whatever the name. */
const CURSOR_NAME_CHARACTERS = 64;

/** The place itself, not who stands there: they may stand elsewhere when the next page is asked for. */
function toCursor({ number, place, rank, name_key }: Place): string {
  const name = [...name_key].slice(0, CURSOR_NAME_CHARACTERS).join("");
  return [place, rank, number, new TextEncoder().encode(name).toBase64({ alphabet: "base64url" })].join(".");
}

function placeOf(db: Connection, cursor: string): Clause {
  const [, place, rank, number, encoded = ""] =
    /^([0-3])\.(-?\d{1,16})\.(\d{1,16})\.([\w=-]*)$/.exec(cursor) ?? [];
  const student = db.get<{ account_id: AccountId; name_key: string }>(
    "SELECT account_id, name_key FROM students WHERE number = ?",
    Number(number ?? 0),
  );
  const name = decoded(encoded);
  if (!student || name === null) throw new ProtocolError("malformed", { field: "after" });
  // Of a long name the cursor has the beginning; whoever has another name since is not looked for.
  const nameKey = student.name_key.startsWith(name) ? student.name_key : name;
  return {
    sql: "WHERE (place, rank, name_key, account_id) > (?, ?, ?, ?)",
    parameters: [Number(place), Number(rank), nameKey, student.account_id],
  };
}

function decoded(name: string): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.fromBase64(name, { alphabet: "base64url" }),
    );
  } catch {
    return null;
  }
}
