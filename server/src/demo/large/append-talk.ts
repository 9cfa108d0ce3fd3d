import type { AccountId, DeviceId, Position, RoomId, Seq, Timestamp } from "@encrptalk/protocol";
import type { Connection } from "../../store/sqlite/connection.ts";
import { ACTIVITY_QUARTER_MS } from "../../store/sqlite/rows.ts";
import type { Said } from "./talk.ts";

/** A room as it stands after what was said there so far. */
interface Room {
  roomId: RoomId;
  /** Of a student's, here and below: their number. */
  student: number | null;
  studentId: AccountId | null;
  waitingSince: Timestamp | null;
  firstMessageAt: Timestamp | null;
  firstResponseAt: Timestamp | null;
  firstResponseMs: number | null;
  head: Seq;
  messageCount: number;
  position: Position;
  deskPosition: Position;
  lastMessageAt: Timestamp;
  /** Who spoke, and where their marks stand. */
  marks: Map<AccountId, { number: number; receiptPosition: Position; ownPosition: Position }>;
}

const ROOMS = `
  SELECT rooms.id AS roomId, students.number AS student, student_id AS studentId, waiting_since AS waitingSince,
    first_message_at AS firstMessageAt, first_response_at AS firstResponseAt, first_response_ms AS firstResponseMs,
    head, rooms.message_count AS messageCount
  FROM rooms LEFT JOIN students ON students.room_id = rooms.id`;

const INSERT = `
  INSERT INTO events (position, room_id, seq, type, at, account_id, device_id, client_id, number, body)
  VALUES (?, ?, ?, 'message.sent', ?, ?, ?, ?, ?, ?)`;

/** From which device an account talks here. */
export const deviceOf = (accountId: AccountId): DeviceId => `large-${accountId.slice(0, 8)}` as DeviceId;

/**
 * Appends messages as the store does, positions and all, but leaves what is derived from them to `finish`, so that
 * each message costs one row. A test compares it with the store, row by row. For rooms that are open, of members and
 * staff who may talk there; whoever uses it has the database for themself.
 */
export class TalkAppender {
  readonly #db: Connection;
  readonly #rooms: Map<RoomId, Room>;
  readonly #activity = new Map<number, { students: number; staff: number }>();
  #position: Position;

  constructor(db: Connection) {
    this.#db = db;
    this.#position = db.get<{ position: Position }>("SELECT position FROM meta")?.position ?? 0;
    const rooms = db.all<Omit<Room, "marks" | "position" | "deskPosition" | "lastMessageAt">>(ROOMS);
    this.#rooms = new Map(
      rooms.map((room) => [
        room.roomId,
        { ...room, position: 0, deskPosition: 0, lastMessageAt: 0, marks: new Map() },
      ]),
    );
  }

  /** Gives the position of the message. */
  append({ roomId, senderId, messageId, at, text }: Said): Position {
    const room = this.#rooms.get(roomId);
    if (!room) throw new Error(`there is no room ${roomId}`);
    this.#position += 1;
    const position = this.#position;
    room.head += 1;
    room.messageCount += 1;
    room.position = position;
    room.lastMessageAt = at;
    const number = room.messageCount;
    const body = JSON.stringify({ alg: "plain", text });
    const from = deviceOf(senderId);
    this.#db.run(INSERT, position, roomId, room.head, at, senderId, from, messageId, number, body);
    const ownPosition = room.student === null ? 0 : this.#follow(room, senderId, at);
    room.marks.set(senderId, { number, receiptPosition: position, ownPosition });
    return position;
  }

  /** Of a conversation. Gives the position at which the account's own feed told of it; 0: it did not. */
  #follow(room: Room, senderId: AccountId, at: Timestamp): Position {
    const isStudents = senderId === room.studentId;
    if (isStudents) {
      room.waitingSince ??= at;
      room.firstMessageAt ??= at;
    } else {
      room.waitingSince = null;
      if (room.firstMessageAt !== null && room.firstResponseAt === null) {
        room.firstResponseAt = at;
        room.firstResponseMs = Math.max(0, at - room.firstMessageAt);
      }
    }
    const quarter = Math.floor(at / ACTIVITY_QUARTER_MS);
    const counts = this.#activity.get(quarter) ?? { students: 0, staff: 0 };
    counts[isStudents ? "students" : "staff"] += 1;
    this.#activity.set(quarter, counts);
    const ownPosition = isStudents ? 0 : this.#position + 1;
    this.#position += isStudents ? 1 : 2;
    room.deskPosition = this.#position;
    return ownPosition;
  }

  /** Writes what followed from all messages since the beginning: rooms, the desk, marks, feeds and figures. */
  finish(): void {
    const talked = [...this.#rooms.values()].filter(({ marks }) => marks.size > 0);
    for (const room of talked) this.#writeRoom(room);
    for (const [quarter, { students, staff }] of this.#activity)
      this.#db.run(
        `INSERT INTO desk_activity VALUES (?1, ?2, ?3) ON CONFLICT (quarter) DO UPDATE
         SET from_students = from_students + ?2, from_staff = from_staff + ?3`,
        quarter,
        students,
        staff,
      );
    this.#db.run(
      "UPDATE meta SET position = ?, desk_position = max(desk_position, ?)",
      this.#position,
      talked.reduce((last, { deskPosition }) => Math.max(last, deskPosition), 0),
    );
  }

  #writeRoom(room: Room): void {
    const { roomId, head, messageCount, position } = room;
    this.#db.run(
      "UPDATE rooms SET head = ?, position = ?, message_count = ?, last_message_seq = ?1 WHERE id = ?",
      head,
      position,
      messageCount,
      roomId,
    );
    if (room.student !== null) this.#writeStudent(room);
    for (const [accountId, mark] of room.marks) this.#writeMark(room, accountId, mark);
  }

  #writeStudent(room: Room): void {
    this.#db.run(
      `UPDATE students SET message_count = ?, last_message_seq = ?, last_message_at = ?, waiting_since = ?,
         first_message_at = ?, first_response_at = ?, first_response_ms = ?, position = ? WHERE number = ?`,
      room.messageCount,
      room.head,
      room.lastMessageAt,
      room.waitingSince,
      room.firstMessageAt,
      room.firstResponseAt,
      room.firstResponseMs,
      room.deskPosition,
      room.student,
    );
  }

  #writeMark(
    { roomId, student, studentId }: Room,
    accountId: AccountId,
    {
      number,
      receiptPosition,
      ownPosition,
    }: { number: number; receiptPosition: number; ownPosition: number },
  ): void {
    if (student === null || accountId === studentId) {
      this.#db.run(
        `UPDATE memberships SET delivered = ?1, read = ?1, receipt_position = ?2 WHERE room_id = ?3 AND account_id = ?4`,
        number,
        receiptPosition,
        roomId,
        accountId,
      );
      return;
    }
    this.#db.run(
      `INSERT INTO seats (account_id, student, delivered, read, receipt_position, own_position)
       VALUES (?1, ?2, ?3, ?3, ?4, ?5) ON CONFLICT (account_id, student) DO UPDATE
       SET delivered = ?3, read = ?3, receipt_position = ?4, own_position = ?5`,
      accountId,
      student,
      number,
      receiptPosition,
      ownPosition,
    );
    this.#db.run(
      "INSERT INTO account_feeds VALUES (?1, ?2) ON CONFLICT (account_id) DO UPDATE SET position = max(position, ?2)",
      accountId,
      ownPosition,
    );
  }
}
