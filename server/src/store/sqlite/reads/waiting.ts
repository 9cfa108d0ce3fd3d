import type { AccountId, Body, Position, RoomId, Timestamp } from "@encrptalk/protocol";
import type { Reader, WaitingMessage, WaitingQuery, WaitingRoom } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { isStaff, standingIn } from "../entering.ts";
import { findRoom, type MembershipRow, notifyOf, type RoomRow, type Standing } from "../rows.ts";
import { findStudent } from "../students.ts";

/** Rooms of one account: nobody looks at more notifications than this. */
const MOST_ROOMS = 50;
/** Newest events of a room that are looked at for messages, and further back for those that mention somebody. */
const RECENT_EVENTS = 50;
const MENTIONING_EVENTS = 1_000;
/** What a notification could show at most, in UTF-16 code units. */
const MOST_TEXT = 1_000;

const UNREAD_MEMBERS = "SELECT * FROM memberships WHERE room_id = ? AND left_seq IS NULL AND read < ?";
const STAFF = "SELECT id FROM accounts WHERE role = 'admin' AND deactivated_at IS NULL";
const JOINED_ROOMS_AFTER = `
  SELECT rooms.* FROM memberships JOIN rooms ON rooms.id = room_id
  WHERE account_id = ?1 AND left_seq IS NULL AND rooms.position > ?2 ORDER BY rooms.position DESC LIMIT ?3`;
const STUDENT_ROOMS_AFTER =
  "SELECT * FROM rooms WHERE student_id IS NOT NULL AND position > ?1 ORDER BY position DESC LIMIT ?2";
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
    ? query.roomIds.flatMap((roomId) => {
        const room = findRoom(db, roomId);
        return room ? toWaiting(db, room, (messages) => readersOf(db, room, messages)) : [];
      })
    : roomsAfter(db, query).flatMap((room) =>
        toWaiting(db, room, () => {
          const standing = standingIn(db, room, query.accountId);
          return standing && isUnread(room, standing) ? [toReader(room, standing)] : [];
        }),
      );

/** Students' conversations with something written since that the student has not read. */
export const unreadConversations = (db: Connection, { since }: { since: Timestamp }): RoomId[] =>
  db.all<{ roomId: RoomId }>(UNREAD_CONVERSATIONS, since).map(({ roomId }) => roomId);

function roomsAfter(
  db: Connection,
  { accountId, after }: { accountId: AccountId; after: Position },
): RoomRow[] {
  const joined = db.all<RoomRow>(JOINED_ROOMS_AFTER, accountId, after, MOST_ROOMS);
  return isStaff(db, accountId)
    ? [...joined, ...db.all<RoomRow>(STUDENT_ROOMS_AFTER, after, MOST_ROOMS)]
    : joined;
}

function toWaiting(
  db: Connection,
  room: RoomRow,
  readReaders: (messages: readonly WaitingMessage[]) => Reader[],
): WaitingRoom[] {
  const messages = messagesOf(db, room);
  const readers = readReaders(messages);
  if (readers.length === 0) return [];
  return [
    {
      roomId: room.id,
      kind: room.kind,
      title: room.title,
      messageCount: room.message_count,
      student: room.student_id && studentIn(db, room.student_id),
      started: startOf(db, room),
      messages,
      readers,
    },
  ];
}

/** Everyone who may enter and has something to read there; of a large room those who may be told of it. */
function readersOf(db: Connection, room: RoomRow, messages: readonly WaitingMessage[]): Reader[] {
  const mentioned = new Set(messages.flatMap(({ mentions }) => mentions));
  const members = db.all<MembershipRow>(UNREAD_MEMBERS, room.id, Math.max(room.message_count, 1));
  const staff = room.student_id
    ? db.all<{ id: AccountId }>(STAFF).flatMap(({ id }) => standingIn(db, room, id) ?? [])
    : [];
  return [...members, ...staff.filter((standing) => isUnread(room, standing))]
    .map((standing) => toReader(room, standing))
    .filter(
      ({ accountId, notify }) => notify === "all" || (notify === "mentions" && mentioned.has(accountId)),
    );
}

/** A conversation without a message is news too, to its student. */
const isUnread = (room: RoomRow, { read }: Standing): boolean => read < Math.max(room.message_count, 1);

const toReader = (room: RoomRow, standing: Standing): Reader => ({
  accountId: standing.account_id,
  read: standing.read,
  notify: notifyOf(room, standing),
});

function studentIn(db: Connection, accountId: AccountId): WaitingRoom["student"] {
  const named = db.get<{ name: string }>("SELECT name FROM accounts WHERE id = ?", accountId);
  return findStudent(db, accountId) && named ? { accountId, name: named.name } : null;
}

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
