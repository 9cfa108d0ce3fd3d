import type { AccountId, Body, Position, RoomId, Timestamp } from "@encrptalk/protocol";
import type { Reader, WaitingMessage, WaitingQuery, WaitingRoom } from "../../waiting.ts";
import type { Connection } from "../connection.ts";
import { isStaff, standingIn } from "../entering.ts";
import { findRoom, type MembershipRow, notifyOf, type RoomRow, type Standing } from "../rows.ts";

/** Rooms of one account: nobody looks at more notifications than this. */
const MOST_ROOMS = 50;
/** Newest events of a room that are looked at for messages, and further back for those that mention somebody. */
const RECENT_EVENTS = 50;
const MENTIONING_EVENTS = 1_000;
/** What a notification could show at most, in UTF-16 code units. */
const MOST_TEXT = 1_000;

/** Of a large room those who want all or are mentioned, so that not each of its members is looked at one by one. */
const UNREAD_MEMBERS = `
  SELECT * FROM memberships WHERE room_id = ?1 AND left_seq IS NULL AND read < ?2
    AND (?3 OR notify = 'all' OR account_id IN (SELECT value FROM json_each(?4)))`;
const STAFF = "SELECT id FROM accounts WHERE role = 'admin' AND deactivated_at IS NULL";
/** A conversation without a message is news too, to its student. */
const UNREAD_JOINED_ROOMS = `
  SELECT rooms.* FROM memberships JOIN rooms ON rooms.id = room_id
  WHERE memberships.account_id = ?1 AND left_seq IS NULL AND rooms.position > ?2
    AND read < max(rooms.message_count, rooms.kind = 'student')
  ORDER BY rooms.position DESC LIMIT ?3`;
const UNREAD_STUDENT_ROOMS = `
  SELECT rooms.* FROM students JOIN rooms ON rooms.id = students.room_id
  LEFT JOIN seats ON seats.account_id = ?1 AND seats.student = students.number
  WHERE students.position > ?2 AND coalesce(seats.read, 0) < students.message_count
  ORDER BY students.position DESC LIMIT ?3`;
const UNREAD_CONVERSATIONS = `
  SELECT students.room_id AS roomId FROM students
  CROSS JOIN memberships ON memberships.room_id = students.room_id AND memberships.account_id = students.account_id
  WHERE last_message_at > ? AND read < message_count`;
const MESSAGES = `
  SELECT message.number, message.position, message.at, message.account_id AS senderId, sender.name AS senderName,
    coalesce(edit.body, message.body) AS body
  FROM events AS message
  LEFT JOIN events AS edit ON edit.room_id = message.room_id AND edit.seq = message.edited_seq
  LEFT JOIN accounts AS sender ON sender.id = message.account_id
  WHERE message.room_id = ?1 AND message.seq > ?2 AND message.type = 'message.sent' AND message.deleted_seq IS NULL
    AND (message.seq > ?3 OR instr(message.body, '"mentions"') > 0)
  ORDER BY message.seq`;

export const waiting = (db: Connection, query: WaitingQuery): WaitingRoom[] =>
  "roomIds" in query
    ? query.roomIds.flatMap((roomId) => findRoom(db, roomId) ?? []).flatMap((room) => ofRoom(db, room))
    : unreadRooms(db, query).map((room) => ofAccount(db, room, query.accountId));

export const position = (db: Connection): Position =>
  db.get<{ position: Position }>("SELECT position FROM meta")?.position ?? 0;

/** Students' conversations with something written since that the student has not read. */
export const unreadConversations = (db: Connection, { since }: { since: Timestamp }): RoomId[] =>
  db.all<{ roomId: RoomId }>(UNREAD_CONVERSATIONS, since).map(({ roomId }) => roomId);

function unreadRooms(db: Connection, { accountId, after }: { accountId: AccountId; after: Position }) {
  const joined = db.all<RoomRow>(UNREAD_JOINED_ROOMS, accountId, after, MOST_ROOMS);
  return isStaff(db, accountId)
    ? [...joined, ...db.all<RoomRow>(UNREAD_STUDENT_ROOMS, accountId, after, MOST_ROOMS)]
    : joined;
}

function ofAccount(db: Connection, room: RoomRow, accountId: AccountId): WaitingRoom {
  const standing = standingIn(db, room, accountId);
  return toWaiting(db, room, messagesOf(db, room), standing ? [toReader(room, standing)] : []);
}

/** Everyone who may enter and has something to read there; of those who want mentions only, the mentioned. */
function ofRoom(db: Connection, room: RoomRow): WaitingRoom[] {
  const messages = messagesOf(db, room);
  const mentioned = new Set(messages.flatMap(({ mentions }) => mentions));
  const least = room.kind === "student" ? Math.max(room.message_count, 1) : room.message_count;
  const members = db.all<MembershipRow>(
    UNREAD_MEMBERS,
    room.id,
    least,
    notifyOf(room, { notify: null }) === "all" ? 1 : 0,
    JSON.stringify([...mentioned]),
  );
  const readers = [...members, ...staffIn(db, room)]
    .map((standing) => toReader(room, standing))
    .filter(
      ({ accountId, notify }) => notify === "all" || (notify === "mentions" && mentioned.has(accountId)),
    );
  return readers.length > 0 ? [toWaiting(db, room, messages, readers)] : [];
}

const staffIn = (db: Connection, room: RoomRow): Standing[] =>
  room.student_id === null
    ? []
    : db
        .all<{ id: AccountId }>(STAFF)
        .flatMap(({ id }) => standingIn(db, room, id) ?? [])
        .filter(({ read }) => read < room.message_count);

const toWaiting = (
  db: Connection,
  room: RoomRow,
  messages: WaitingMessage[],
  readers: Reader[],
): WaitingRoom => ({
  roomId: room.id,
  kind: room.kind,
  title: room.title,
  messageCount: room.message_count,
  student: room.student_id && studentIn(db, room.student_id),
  started: startOf(db, room),
  messages,
  readers,
});

const toReader = (room: RoomRow, standing: Standing): Reader => ({
  accountId: standing.account_id,
  read: standing.read,
  notify: notifyOf(room, standing),
});

const studentIn = (db: Connection, accountId: AccountId): WaitingRoom["student"] =>
  db.get<NonNullable<WaitingRoom["student"]>>(
    "SELECT id AS accountId, name FROM accounts WHERE id = ?",
    accountId,
  );

const startOf = (db: Connection, { id }: RoomRow): WaitingRoom["started"] =>
  db.get<NonNullable<WaitingRoom["started"]>>(
    "SELECT account_id AS by, position, at FROM events WHERE room_id = ? AND seq = 1",
    id,
  );

function messagesOf(db: Connection, { id, head }: RoomRow): WaitingMessage[] {
  const rows = db.all<Omit<WaitingMessage, "text" | "mentions"> & { body: string }>(
    MESSAGES,
    id,
    head - MENTIONING_EVENTS,
    head - RECENT_EVENTS,
  );
  return rows.map(({ body, ...message }) => ({ ...message, ...told(JSON.parse(body) as Body) }));
}

const told = (body: Body): Pick<WaitingMessage, "text" | "mentions"> =>
  body.alg === "plain"
    ? { text: body.text.slice(0, MOST_TEXT), mentions: body.mentions ?? [] }
    : { text: null, mentions: [] };
