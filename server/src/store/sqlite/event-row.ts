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

/** An event with what its later edit and deletion made of it. Columns that its type does not have are null. */
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
  edited_at: Timestamp;
  deleted_seq: Seq | null;
  deleted_at: Timestamp;
  deleted_by_account: AccountId;
  deleted_by_device: DeviceId;
}

/** To be followed by a WHERE about `event`. */
const SELECT_EVENTS = `
  SELECT event.seq, event.type, event.at, event.account_id, event.device_id, event.client_id, event.number,
    event.target, event.detail, coalesce(edit.body, event.body) AS body,
    event.edited_seq, edit.at AS edited_at,
    event.deleted_seq, deletion.at AS deleted_at,
    deletion.account_id AS deleted_by_account, deletion.device_id AS deleted_by_device
  FROM events AS event
  LEFT JOIN events AS edit ON edit.room_id = event.room_id AND edit.seq = event.edited_seq
  LEFT JOIN events AS deletion ON deletion.room_id = event.room_id AND deletion.seq = event.deleted_seq`;

const EVENTS_BETWEEN = `${SELECT_EVENTS}
  WHERE event.room_id = ? AND event.seq BETWEEN ? AND ? ORDER BY event.seq`;

/** A stretch of a room's log, both ends included, each event as it stands now. */
export const eventsBetween = (db: Connection, roomId: RoomId, from: Seq, to: Seq): RoomEvent[] =>
  from > to ? [] : db.all<EventRow>(EVENTS_BETWEEN, roomId, from, to).map(toEvent);

function toEvent(row: EventRow): RoomEvent {
  const { type, seq, at, target } = row;
  const sender = { accountId: row.account_id, deviceId: row.device_id };
  switch (type) {
    case "message.sent":
      return toMessage(row, sender);
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

function toMessage(row: EventRow, sender: Sender): MessageSent {
  const { seq, at, number, client_id: messageId } = row;
  const message: MessageSent = {
    type: "message.sent",
    seq,
    at,
    sender,
    number,
    messageId,
    body: toBody(row.body),
  };
  if (row.edited_seq !== null) message.edited = { seq: row.edited_seq, at: row.edited_at };
  if (row.deleted_seq !== null) {
    const by = { accountId: row.deleted_by_account, deviceId: row.deleted_by_device };
    message.deleted = { seq: row.deleted_seq, at: row.deleted_at, sender: by };
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
