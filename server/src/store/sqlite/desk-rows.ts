import type {
  AccountId,
  Body,
  ConversationStatus,
  DeskEntry,
  DeskRow,
  Notify,
  Position,
  RoomId,
  Seq,
  Timestamp,
} from "@encrptalk/protocol";
import type { Connection } from "./connection.ts";

/** What a list shows of a message, in UTF-16 units. */
const PREVIEW_LENGTH = 200;

interface Row {
  number: number;
  account_id: AccountId;
  name: string;
  email: string;
  roll_id: string | null;
  class_name: string;
  listed: 0 | 1;
  position: Position;
  room_id: RoomId | null;
  status: ConversationStatus;
  started_at: Timestamp;
  message_count: number;
  waiting_since: Timestamp | null;
  message_seq: Seq | null;
  message_number: number;
  message_at: Timestamp;
  sender_id: AccountId;
  body: string | null;
  read: number | null;
  notify: Notify | null;
}

const ROWS = `
  SELECT student.number, student.account_id, person.name, person.email, person.roll_id, student.class_name,
    student.listed, student.position, student.room_id, student.status, student.started_at, student.message_count,
    student.waiting_since, message.seq AS message_seq, message.number AS message_number, message.at AS message_at,
    message.account_id AS sender_id, coalesce(edit.body, message.body) AS body, seat.read, seat.notify
  FROM json_each(?1) AS wanted
  CROSS JOIN students AS student ON student.number = wanted.value
  JOIN accounts AS person ON person.id = student.account_id
  LEFT JOIN events AS message ON message.room_id = student.room_id AND message.seq = student.last_message_seq
  LEFT JOIN events AS edit ON edit.room_id = message.room_id AND edit.seq = message.edited_seq
  LEFT JOIN seats AS seat ON seat.account_id = ?2 AND seat.student = student.number`;

/** Rows of students by their numbers, in that order. */
export const deskRows = (db: Connection, numbers: readonly number[]): DeskRow[] =>
  read(db, numbers, null).map(toRow);

/** The same as one of the staff sees them. */
export const deskEntries = (db: Connection, numbers: readonly number[], asker: AccountId): DeskEntry[] =>
  read(db, numbers, asker).map((row) => ({
    ...toRow(row),
    read: row.read ?? 0,
    notify: row.notify ?? "all",
    online: false,
  }));

function read(db: Connection, numbers: readonly number[], asker: AccountId | null): Row[] {
  const rows = new Map(
    db.all<Row>(ROWS, JSON.stringify(numbers), asker).map((row) => [row.number, row] as const),
  );
  return numbers.flatMap((number) => rows.get(number) ?? []);
}

const toRow = (row: Row): DeskRow => ({
  student: {
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    rollId: row.roll_id ?? "",
    className: row.class_name,
  },
  conversation: toConversation(row),
  listed: row.listed === 1,
  position: row.position,
});

function toConversation(row: Row): DeskRow["conversation"] {
  if (row.room_id === null) return null;
  return {
    roomId: row.room_id,
    status: row.status,
    startedAt: row.started_at,
    messageCount: row.message_count,
    lastMessage:
      row.message_seq === null
        ? null
        : {
            seq: row.message_seq,
            number: row.message_number,
            at: row.message_at,
            senderId: row.sender_id,
            text: preview(row.body),
          },
    waitingSince: row.waiting_since,
  };
}

/** The beginning of a text that can be read, without half a surrogate pair. */
function preview(json: string | null): string | null {
  const body = json === null ? null : (JSON.parse(json) as Body);
  if (body?.alg !== "plain") return null;
  return body.text.slice(0, PREVIEW_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}
