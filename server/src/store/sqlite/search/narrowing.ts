import { type AccountId, foldText, type RoomId, type SearchPage } from "@encrptalk/protocol";
import type { IndexQuery } from "../../search-index.ts";
import type { Connection } from "../connection.ts";
import { IS_KNOWN } from "../reads/people.ts";
import { type ListedStudent, studentList } from "../reads/student-list.ts";
import { byQuality } from "./best-named.ts";
import type { Narrowing } from "./match-expression.ts";
import { type Reach, wholeScope } from "./reach.ts";

/** People or rooms that one filter may stand for. */
const MAX_NAMED = 300;

type Filter = "from" | "in" | "class";

/** What the filters of a query come to for the asker, and those that name nothing they may know. */
export function narrow(
  db: Connection,
  reach: Reach,
  query: Pick<IndexQuery, Filter>,
): { narrowing: Narrowing; unknown: SearchPage["unknown"] } {
  const unknown: SearchPage["unknown"] = [];
  function every<Found>(filter: Filter, find: (value: string) => readonly Found[]): Found[] | null {
    if (query[filter].length === 0) return null;
    return query[filter].flatMap((value) => {
      const found = find(foldText(value)).slice(0, MAX_NAMED);
      if (found.length === 0) unknown.push({ filter, value });
      return found;
    });
  }
  const senders = every("from", (value) => sendersNamed(db, reach, value));
  const places = every("in", (value) => placesNamed(db, reach, value));
  const students = every("class", (value) => (reach.staff ? studentsOfClass(db, value) : []));
  return {
    narrowing: {
      scope: places
        ? { rooms: places.flatMap((roomId) => roomId ?? []), conversations: false }
        : wholeScope(reach),
      senders,
      classes: students && {
        rooms: students.flatMap(({ roomId }) => roomId ?? []),
        people: students.map(({ accountId }) => accountId),
      },
    },
    unknown,
  };
}

/**
 * People that the asker may know. Only staff know others' e-mail addresses and roll IDs. They are sorted once found:
 * in the order of the index each account would be fetched from another place.
 */
function sendersNamed(db: Connection, { asker, staff }: Reach, value: string): readonly AccountId[] {
  const found = db.all<{ value: AccountId; name: string; email: string; rollId: string }>(
    `SELECT id AS value, name_key AS name, email, coalesce(roll_id_key, '') AS rollId FROM accounts AS person
     WHERE (instr(name_key, ?2) > 0 OR (?3 AND (instr(email, ?2) > 0 OR instr(roll_id_key, ?2) > 0)))
       AND ${IS_KNOWN}
     ORDER BY +name_key`,
    asker,
    value,
    staff ? 1 : 0,
  );
  const named = found.map(({ value, name, email, rollId }) => ({
    value,
    known: staff ? [name, email, rollId] : [name],
  }));
  return byQuality(named, value)[0] ?? [];
}

/** Joined group rooms, and conversations: for staff all of them, a student's own by the school's name. */
function placesNamed(db: Connection, reach: Reach, value: string): readonly (RoomId | null)[] {
  const rooms = db.all<{ value: RoomId; title: string }>(
    `SELECT rooms.id AS value, title FROM json_each(?) AS joined JOIN rooms ON rooms.id = joined.value
     WHERE kind = 'group'`,
    JSON.stringify([...reach.joined]),
  );
  const named = [
    ...rooms.map(({ value, title }) => ({ value, known: [foldText(title)] })),
    ...(reach.staff ? conversationsNamed(db, value) : ownConversation(db, reach.asker)),
  ];
  return byQuality(named, value)[0] ?? [];
}

const conversationsNamed = (db: Connection, value: string) =>
  studentList(db)
    .byName.filter(({ searchKey }) => searchKey.includes(value))
    .map(({ roomId, searchKey }) => ({ value: roomId, known: searchKey.split("\n") }));

const ownConversation = (db: Connection, studentId: AccountId) =>
  db
    .all<{ value: RoomId | null; school: string }>(
      `SELECT room_id AS value, settings.value AS school FROM students JOIN settings ON key = 'school_name'
       WHERE account_id = ?`,
      studentId,
    )
    .map(({ value, school }) => ({ value, known: [foldText(school)] }));

/** Students of a class, deactivated ones too, by name; spaces do not count. */
function studentsOfClass(db: Connection, value: string): readonly ListedStudent[] {
  const students = studentList(db).byName;
  const classes = [...new Set(students.map(({ className }) => className))];
  const named = classes.map((className) => ({
    value: className,
    known: [withoutSpaces(foldText(className))],
  }));
  const wanted = new Set(byQuality(named, withoutSpaces(value))[0]);
  return students.filter(({ className }) => wanted.has(className));
}

const withoutSpaces = (text: string): string => text.replace(/\s/g, "");
