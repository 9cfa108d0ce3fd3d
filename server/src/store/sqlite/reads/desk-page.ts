import {
  type AccountId,
  type DeskFilter,
  type DeskPage,
  type DeskQuery,
  foldText,
  ProtocolError,
} from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { deskEntries } from "../desk-rows.ts";
import { type ListedStudent, type StudentList, studentList } from "./student-list.ts";

/** Where a student stands in the order of `compareDeskEntries`, but for the name. */
interface Place {
  group: number;
  rank: number;
}

interface Placed extends Place {
  student: ListedStudent;
}

/** Whether `student`, of whose messages so many are read, belongs into the list. */
type Match = (student: ListedStudent, read: number) => boolean;

const FILTERS: Record<DeskFilter, Match> = {
  all: () => true,
  unread: isUnread,
  active: ({ status }) => status === "active",
  closed: ({ status }) => status === "closed",
  new: ({ status }) => status === null,
};

export function deskPage(db: Connection, { asker, query }: { asker: AccountId; query: DeskQuery }): DeskPage {
  const students = studentList(db);
  const { readOf } = students.marksOf(asker);
  const matches = matching(query);
  const isBeyond = query.after === undefined ? () => true : beyond(students, query.after);
  const first = new First(query.limit + 1);
  let total = 0;
  students.byName.forEach((student, at) => {
    const read = readOf(student);
    if (!matches(student, read)) return;
    total += 1;
    const place = placeOf(student, read);
    if (isBeyond(place, at)) first.offer(student, place);
  });
  const shown = first.placed.slice(0, query.limit);
  const last = first.placed.length > query.limit ? shown.at(-1) : undefined;
  const numbers = shown.map(({ student }) => student.number);
  return { entries: deskEntries(db, numbers, asker), total, next: last ? toCursor(last) : null };
}

/** The first of all that are offered, in order. They are offered by name, so that of equal places the earlier stays before. */
class First {
  readonly placed: Placed[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  offer(student: ListedStudent, place: Place): void {
    const last = this.placed.at(-1);
    if (last && this.placed.length === this.#most && compare(place, last) >= 0) return;
    let [from, to] = [0, this.placed.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compare(place, this.placed[middle] ?? place) < 0) to = middle;
      else from = middle + 1;
    }
    this.placed.splice(from, 0, { student, ...place });
    if (this.placed.length > this.#most) this.placed.pop();
  }
}

const compare = (one: Place, other: Place): number => one.group - other.group || one.rank - other.rank;

function placeOf(student: ListedStudent, read: number): Place {
  const { status, recency, waitingSince } = student;
  if (status === null) return { group: 3, rank: 0 };
  if (!isUnread(student, read)) return { group: 2, rank: -(recency ?? 0) };
  return waitingSince === null ? { group: 1, rank: -(recency ?? 0) } : { group: 0, rank: waitingSince };
}

export function isUnread({ messageCount }: ListedStudent, read: number): boolean {
  return messageCount > read;
}

function matching({ filter, className, search }: DeskQuery): Match {
  const sought = foldText(search?.trim() ?? "");
  // A line's end stands between the fields and in none of them.
  if (sought.includes("\n")) return () => false;
  const isFiltered = FILTERS[filter];
  return (student, read) =>
    student.listed === 1 &&
    (className === undefined || student.className === className) &&
    isFiltered(student, read) &&
    (sought === "" || student.searchKey.includes(sought));
}

/** Characters of a folded name in a cursor, so that it stays short whatever the name. */
const CURSOR_NAME_CHARACTERS = 64;

/** The place itself, not who stands there: they may stand elsewhere when the next page is asked for. */
function toCursor({ group, rank, student: { number, nameKey } }: Placed): string {
  const name = [...nameKey].slice(0, CURSOR_NAME_CHARACTERS).join("");
  return [group, rank, number, new TextEncoder().encode(name).toBase64({ alphabet: "base64url" })].join(".");
}

/** Whether a place, of whom stands so far in the order of names, is after that of a cursor. */
function beyond(students: StudentList, cursor: string): (place: Place, at: number) => boolean {
  const [, group, rank, number, encoded = ""] =
    /^([0-3])\.(-?\d{1,16})\.(\d{1,16})\.([\w=-]*)$/.exec(cursor) ?? [];
  const student = students.find(Number(number ?? 0));
  const name = decoded(encoded);
  if (!student || name === null) throw new ProtocolError("malformed", { field: "after" });
  const place = { group: Number(group), rank: Number(rank) };
  // Of a long name the cursor has the beginning; whoever has another name since is not looked for.
  const nameKey = student.nameKey.startsWith(name) ? student.nameKey : name;
  const from = namesUpTo(students.byName, nameKey, student.accountId);
  return (other, at) => {
    const order = compare(other, place);
    return order > 0 || (order === 0 && at >= from);
  };
}

/** How many stand up to a name and an account, both as bytes of UTF-8, which is how they are ordered. */
function namesUpTo(byName: readonly ListedStudent[], nameKey: string, accountId: AccountId): number {
  let [from, to] = [0, byName.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = byName[middle];
    const order = other
      ? compareBytes(other.nameKey, nameKey) || compareBytes(other.accountId, accountId)
      : 1;
    if (order <= 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

const compareBytes = (one: string, other: string): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));

function decoded(name: string): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.fromBase64(name, { alphabet: "base64url" }),
    );
  } catch {
    return null;
  }
}
