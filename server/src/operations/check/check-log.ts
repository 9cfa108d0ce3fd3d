import type { Connection } from "../../store/sqlite/connection.ts";
import { ACTIVITY_QUARTER_MS } from "../../store/sqlite/rows.ts";
import { titleKey } from "../../store/sqlite/writes/title.ts";
import type { Findings } from "./findings.ts";
import { type LoggedEvent, ReplayedRoom } from "./replayed-room.ts";

const EVENTS = `
  SELECT position, room_id AS roomId, seq, type, at, account_id AS accountId, number, target, detail,
    edited_seq AS editedSeq, deleted_seq AS deletedSeq, client_id IS NOT NULL AS hasClientId,
    body IS NOT NULL AS hasBody, body IS NULL OR json_valid(body) AS isReadable
  FROM events ORDER BY position`;

export interface Replayed {
  rooms: Map<string, ReplayedRoom>;
  events: number;
}

/** Plays the whole log once more, in the order of its positions, and compares what comes of it with what is kept of it. */
export function checkLog(db: Connection, findings: Findings): Replayed {
  const rooms = new Map<string, ReplayedRoom>();
  for (const { id, studentId } of db.all<{ id: string; studentId: string | null }>(
    "SELECT id, student_id AS studentId FROM rooms",
  ))
    rooms.set(id, new ReplayedRoom(studentId, (sentence) => findings.add("log", `Room ${id}: ${sentence}.`)));
  const activity = new Activity();
  let events = 0;
  for (const event of db.each<LoggedEvent>(EVENTS)) {
    events += 1;
    const room = rooms.get(event.roomId);
    if (!room) {
      findings.add("log", `Event ${event.position} is of room ${event.roomId}, which does not exist.`);
      continue;
    }
    room.apply(event);
    if (event.type === "message.sent" && room.studentId !== null)
      activity.count(event.at, event.accountId === room.studentId);
  }
  checkFates(db, rooms, findings);
  checkRooms(db, rooms, findings);
  checkMembers(db, rooms, findings);
  activity.compare(db, findings);
  return { rooms, events };
}

/** Edits and deletions, as the messages say and as the log has them. */
function checkFates(db: Connection, rooms: Replayed["rooms"], findings: Findings): void {
  const fates = (of: ReadonlyMap<number, object>) =>
    JSON.stringify([...of].toSorted(([one], [other]) => one - other));
  for (const [id, { told, happened }] of rooms)
    if (fates(told) !== fates(happened))
      findings.add(
        "edits",
        `Room ${id}: its messages say otherwise how they were edited and deleted than its log.`,
      );
  findings.addAll(
    "edits",
    db.all<{ roomId: string; seq: number }>(
      `SELECT edit.room_id AS roomId, edit.seq FROM events AS edit
       LEFT JOIN events AS message ON message.room_id = edit.room_id AND message.seq = edit.target
       WHERE edit.target IS NOT NULL
         AND (message.type IS NOT 'message.sent' OR (message.deleted_seq IS NOT NULL AND edit.body IS NOT NULL))`,
    ),
    ({ roomId, seq }) =>
      `Room ${roomId}: event ${seq} is about no message, or has the text of a deleted one.`,
  );
}

const ROOMS = `
  SELECT id, kind, title, title_key, archived, encryption, created_at, head, position, message_count, member_count,
    last_message_seq, title_seq, archived_seq, encryption_seq, status, status_seq FROM rooms`;

function checkRooms(db: Connection, rooms: Replayed["rooms"], findings: Findings): void {
  for (const { id, kind, position, ...row } of db.all<
    Record<string, unknown> & { id: string; position: number }
  >(ROOMS)) {
    const room = rooms.get(id);
    if (!room) continue;
    const isStudents = kind === "student";
    const expected = {
      title: room.title.text,
      title_key: titleKey(room.title.text),
      archived: room.archived.is ? 1 : 0,
      encryption: room.encryption.mode,
      created_at: room.createdAt,
      head: room.head,
      message_count: room.messageCount,
      member_count: room.memberCount,
      last_message_seq: room.lastMessage?.seq ?? null,
      title_seq: room.title.seq,
      archived_seq: room.archived.seq,
      encryption_seq: room.encryption.seq,
      status: isStudents ? room.status.is : null,
      status_seq: isStudents ? room.status.seq : null,
    };
    compare(`Room ${id}`, row, expected, (sentence) => findings.add("rooms", sentence));
    if (position < room.position)
      findings.add(
        "rooms",
        `Room ${id}: its position ${position} is before that of its log, ${room.position}.`,
      );
  }
}

function checkMembers(db: Connection, rooms: Replayed["rooms"], findings: Findings): void {
  const expected = new Set<string>();
  for (const [roomId, { members }] of rooms)
    for (const [accountId, { joined, left }] of members)
      expected.add(JSON.stringify([roomId, accountId, joined, left]));
  for (const { member } of db.all<{ member: string }>(
    "SELECT json_array(room_id, account_id, joined_seq, left_seq) AS member FROM memberships",
  ))
    if (!expected.delete(member))
      findings.add("members", `A membership is not what the log says: ${member}.`);
  for (const member of expected)
    findings.add("members", `A membership that the log tells of is missing or another one: ${member}.`);
}

/** Says what differs of a row. */
export function compare(
  whose: string,
  row: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
  found: (sentence: string) => void,
): void {
  for (const [name, value] of Object.entries(expected))
    if (row[name] !== value) found(`${whose}: ${name} is ${row[name]}, and by the log ${value}.`);
}

/** Messages in conversations, by quarters of an hour. */
class Activity {
  readonly #quarters = new Map<number, { students: number; staff: number }>();

  count(at: number, isStudents: boolean): void {
    const quarter = Math.floor(at / ACTIVITY_QUARTER_MS);
    const counts = this.#quarters.get(quarter) ?? { students: 0, staff: 0 };
    this.#quarters.set(quarter, counts);
    counts[isStudents ? "students" : "staff"] += 1;
  }

  compare(db: Connection, findings: Findings): void {
    const stored = db.all<{ quarter: number; students: number; staff: number }>(
      "SELECT quarter, from_students AS students, from_staff AS staff FROM desk_activity",
    );
    const kept = new Map(stored.map(({ quarter, ...counts }) => [quarter, counts]));
    for (const quarter of new Set([...kept.keys(), ...this.#quarters.keys()])) {
      const [is, should] = [kept.get(quarter), this.#quarters.get(quarter)];
      if (is?.students !== should?.students || is?.staff !== should?.staff)
        findings.add("activity", `The figures of quarter ${quarter} of the desk are not those of the log.`);
    }
  }
}
