import type {
  AccountId,
  Body,
  DeviceId,
  EncryptionMode,
  MessageId,
  MessageSent,
  RoomEvent,
  RoomId,
  Sender,
  Seq,
  Timestamp,
} from "@encrptalk/protocol";
import type { Connection } from "./connection.ts";

/** Columns that its type does not have are null. */
interface EventRow {
  seq: Seq;
  type: RoomEvent["type"];
  at: Timestamp;
  account_id: AccountId;
  device_id: DeviceId;
  client_id: MessageId;
  number: number;
  target: Seq;
  body: string | null;
  detail: string;
  edited_seq: Seq | null;
  deleted_seq: Seq | null;
}

/** No more columns than are needed: reading them costs more than finding the rows. */
const EVENTS_BETWEEN = `
  SELECT seq, type, at, account_id, device_id, client_id, number, target, body, detail, edited_seq, deleted_seq
  FROM events WHERE room_id = ? AND seq BETWEEN ? AND ? ORDER BY seq`;
/** What a later edit or deletion made of a message. */
const LATER = "SELECT at, account_id, device_id, body FROM events WHERE room_id = ? AND seq = ?";
type LaterRow = Pick<EventRow, "at" | "account_id" | "device_id" | "body">;

/** A stretch of a room's log, both ends included, each event as it stands now. */
export const eventsBetween = (db: Connection, roomId: RoomId, from: Seq, to: Seq): RoomEvent[] =>
  from > to
    ? []
    : db
        .all<EventRow>(EVENTS_BETWEEN, roomId, from, to)
        .map((row) => toEvent(row, (seq) => laterEvent(db, roomId, seq)));

function laterEvent(db: Connection, roomId: RoomId, seq: Seq): LaterRow {
  const later = db.get<LaterRow>(LATER, roomId, seq);
  if (!later) throw new Error(`room ${roomId} has no event ${seq}`);
  return later;
}

function toEvent(row: EventRow, laterAt: (seq: Seq) => LaterRow): RoomEvent {
  const { type, seq, at, target } = row;
  const sender = { accountId: row.account_id, deviceId: row.device_id };
  switch (type) {
    case "message.sent":
      return toMessage(row, sender, laterAt);
    case "message.edited":
      return { type, seq, at, sender, target, body: toBody(row.body) };
    case "message.deleted":
      return { type, seq, at, sender, target };
    case "room.created":
    case "room.renamed":
      return { type, seq, at, sender, title: row.detail };
    case "room.archived":
    case "room.restored":
    case "conversation.closed":
    case "conversation.reopened":
      return { type, seq, at, sender };
    case "member.joined":
    case "member.left":
      return { type, seq, at, sender, accountId: row.detail as AccountId };
    case "encryption.raised":
      return { type, seq, at, sender, mode: row.detail as EncryptionMode };
  }
}

function toMessage(row: EventRow, sender: Sender, laterAt: (seq: Seq) => LaterRow): MessageSent {
  const { seq, at, number, client_id: messageId, edited_seq, deleted_seq } = row;
  const edit = edited_seq === null ? null : laterAt(edited_seq);
  const message: MessageSent = {
    type: "message.sent",
    seq,
    at,
    sender,
    number,
    messageId,
    body: toBody(edit?.body ?? row.body),
  };
  if (edit && edited_seq !== null) message.edited = { seq: edited_seq, at: edit.at };
  if (deleted_seq !== null) {
    const { at, account_id, device_id } = laterAt(deleted_seq);
    message.deleted = { seq: deleted_seq, at, sender: { accountId: account_id, deviceId: device_id } };
  }
  return message;
}

const toBody = (json: string | null): Body | null => (json === null ? null : (JSON.parse(json) as Body));

/** The columns of an event beyond those that every event has. */
export interface EventColumns {
  number: number | null;
  target: Seq | null;
  body: string | null;
  detail: string | null;
}

const EMPTY: EventColumns = { number: null, target: null, body: null, detail: null };

export function columnsOf(event: RoomEvent): EventColumns {
  switch (event.type) {
    case "message.sent":
      return { ...EMPTY, number: event.number, body: JSON.stringify(event.body) };
    case "message.edited":
      return { ...EMPTY, target: event.target, body: JSON.stringify(event.body) };
    case "message.deleted":
      return { ...EMPTY, target: event.target };
    case "room.created":
    case "room.renamed":
      return { ...EMPTY, detail: event.title };
    case "room.archived":
    case "room.restored":
    case "conversation.closed":
    case "conversation.reopened":
      return EMPTY;
    case "member.joined":
    case "member.left":
      return { ...EMPTY, detail: event.accountId };
    case "encryption.raised":
      return { ...EMPTY, detail: event.mode };
  }
}
