import type { AccountId, ConversationStatus, Position, RoomId, Timestamp } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";

/** What the desk's order, filters and figures look at of a student, and what searching does. */
export interface ListedStudent {
  number: number;
  accountId: AccountId;
  /** 0: deactivated. */
  listed: 0 | 1;
  nameKey: string;
  searchKey: string;
  className: string;
  /** Of the conversation, here and below; `null`: there is none. */
  roomId: RoomId | null;
  status: ConversationStatus | null;
  /** When something was last said, or it was started. */
  recency: Timestamp | null;
  messageCount: number;
  waitingSince: Timestamp | null;
  firstResponseAt: Timestamp | null;
  firstResponseMs: number | null;
}

const STUDENTS_SINCE = `
  SELECT number, account_id AS accountId, listed, name_key AS nameKey, search_key AS searchKey, class_name AS className,
    room_id AS roomId, status, coalesce(last_message_at, started_at) AS recency, message_count AS messageCount,
    waiting_since AS waitingSince, first_response_at AS firstResponseAt, first_response_ms AS firstResponseMs
  FROM students WHERE position > ?`;
const BY_NAME = "SELECT number FROM students ORDER BY name_key, account_id";
const MARKS = "SELECT student, read FROM seats WHERE account_id = ?";
const MARKS_SINCE = "SELECT student, read FROM seats WHERE account_id = ? AND own_position > ?";

/** Of the staff: whose marks are kept. */
const MAX_ASKERS = 100;

/** How far somebody has read, by student. */
interface Marks {
  /** Of the history, up to which they are known. */
  position: Position;
  isEmpty: boolean;
  read: Uint32Array;
}

/**
 * The students as a reading connection knows them: looking at all 10,000 of them costs a fifth of a millisecond here,
 * and ten in the tables. Brought up to date in each snapshot by what the feeds say has changed since, as the clients
 * are: a row that changes moves the desk's feed, and a read mark the account's.
 */
export class StudentList {
  readonly #db: Connection;
  readonly #byNumber = new Map<number, ListedStudent>();
  #byName: ListedStudent[] = [];
  /** Of the desk's feed. Rows that have not changed since the migration that made them may have 0. */
  #position: Position = -1;
  readonly #marks = new Map<AccountId, Marks>();

  constructor(db: Connection) {
    this.#db = db;
  }

  /** All students, deactivated ones too, by folded name and then by account, as SQLite orders text. */
  get byName(): readonly ListedStudent[] {
    return this.#byName;
  }

  find(number: number): ListedStudent | undefined {
    return this.#byNumber.get(number);
  }

  bringUpToDate(): void {
    const position = this.#positions().desk_position;
    if (position === this.#position) return;
    let isReordered = false;
    for (const student of this.#db.all<ListedStudent>(STUDENTS_SINCE, this.#position)) {
      const known = this.#byNumber.get(student.number);
      if (known?.nameKey !== student.nameKey) isReordered = true;
      if (known) Object.assign(known, student);
      else this.#byNumber.set(student.number, student);
    }
    if (isReordered)
      this.#byName = this.#db
        .all<{ number: number }>(BY_NAME)
        .flatMap(({ number }) => this.#byNumber.get(number) ?? []);
    this.#position = position;
  }

  /** How far `asker` has read each student's conversation. */
  marksOf(asker: AccountId): { readOf(student: ListedStudent): number } {
    const { position } = this.#positions();
    const marks = this.#marks.get(asker) ?? { position: 0, isEmpty: true, read: new Uint32Array() };
    // Whoever takes seats with what was said before moves no feed, and had none.
    const changed =
      marks.isEmpty || marks.position < position
        ? this.#db.all<{ student: number; read: number }>(
            marks.isEmpty ? MARKS : MARKS_SINCE,
            ...(marks.isEmpty ? [asker] : [asker, marks.position]),
          )
        : [];
    this.#keep(asker, marks);
    marks.read = roomFor(marks.read, this.#byNumber.size);
    for (const { student, read } of changed) marks.read[student] = read;
    marks.isEmpty &&= changed.length === 0;
    marks.position = position;
    return { readOf: ({ number }) => marks.read[number] ?? 0 };
  }

  #positions(): { position: Position; desk_position: Position } {
    const meta = this.#db.get<{ position: Position; desk_position: Position }>(
      "SELECT position, desk_position FROM meta",
    );
    return meta ?? { position: 0, desk_position: 0 };
  }

  /** Whoever has not asked for the longest time is forgotten. */
  #keep(asker: AccountId, marks: Marks): void {
    this.#marks.delete(asker);
    this.#marks.set(asker, marks);
    if (this.#marks.size <= MAX_ASKERS) return;
    for (const longest of this.#marks.keys()) {
      this.#marks.delete(longest);
      return;
    }
  }
}

/** Students are numbered from 1 on, without gaps. */
function roomFor(read: Uint32Array, students: number): Uint32Array {
  if (read.length > students) return read;
  const larger = new Uint32Array(2 * students + 1);
  larger.set(read);
  return larger;
}

const lists = new WeakMap<Connection, StudentList>();

/** The list of a connection, up to date in the snapshot that it reads. */
export function studentList(db: Connection): StudentList {
  const list = lists.get(db) ?? new StudentList(db);
  lists.set(db, list);
  list.bringUpToDate();
  return list;
}
