import type { AccountId, DeviceId, MessageId, RoomEvent, RoomId, Seq, Timestamp } from "@encrptalk/protocol";
import { Encoded } from "../../encoded.ts";
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

/** An event as it crosses the wire. */
export interface EncodedEvent {
  seq: Seq;
  type: RoomEvent["type"];
  json: string;
  /** The people whose names it needs. */
  mentioned: readonly AccountId[];
}

/** A stretch of a room's log, both ends included, each event as it stands now. */
export const eventsBetween = (db: Connection, roomId: RoomId, from: Seq, to: Seq): RoomEvent[] =>
  listed(encodedBetween(db, roomId, from, to)).value;

/** The same, encoded. */
export const encodedBetween = (db: Connection, roomId: RoomId, from: Seq, to: Seq): EncodedEvent[] =>
  from > to
    ? []
    : db
        .all<EventRow>(EVENTS_BETWEEN, roomId, from, to)
        .map((row) => toEncoded(row, (seq) => laterEvent(db, roomId, seq)));

export const listed = (events: readonly EncodedEvent[]): Encoded<RoomEvent[]> =>
  new Encoded(`[${events.map(({ json }) => json).join()}]`);

function laterEvent(db: Connection, roomId: RoomId, seq: Seq): LaterRow {
  const later = db.get<LaterRow>(LATER, roomId, seq);
  if (!later) throw new Error(`room ${roomId} has no event ${seq}`);
  return later;
}

type LaterAt = (seq: Seq) => LaterRow;

function toEncoded(row: EventRow, laterAt: LaterAt): EncodedEvent {
  const { type, seq, at, account_id: accountId } = row;
  const mentioned = [accountId];
  const rest = encodeRest(row, laterAt, mentioned);
  return {
    seq,
    type,
    json: `{"type":"${type}","seq":${seq},"at":${at},"sender":${encodeSender(row)}${rest}}`,
    mentioned,
  };
}

/**
 * What an event has beyond what all have. A body is stored as the JSON that it crosses the wire as; of the rest only
 * a title can have characters that must be escaped. Adds whom it mentions beside its sender.
 */
function encodeRest(row: EventRow, laterAt: LaterAt, mentioned: AccountId[]): string {
  switch (row.type) {
    case "message.sent":
      return encodeMessage(row, laterAt, mentioned);
    case "message.edited":
      return `,"target":${row.target},"body":${row.body}`;
    case "message.deleted":
      return `,"target":${row.target}`;
    case "room.created":
    case "room.renamed":
      return `,"title":${JSON.stringify(row.detail)}`;
    case "room.archived":
    case "room.restored":
    case "conversation.closed":
    case "conversation.reopened":
      return "";
    case "member.joined":
    case "member.left":
      mentioned.push(row.detail as AccountId);
      return `,"accountId":"${row.detail}"`;
    case "encryption.raised":
      return `,"mode":"${row.detail}"`;
  }
}

function encodeMessage(row: EventRow, laterAt: LaterAt, mentioned: AccountId[]): string {
  const { number, client_id: messageId, edited_seq, deleted_seq } = row;
  const edit = edited_seq === null ? null : laterAt(edited_seq);
  let json = `,"number":${number},"messageId":"${messageId}","body":${edit?.body ?? row.body}`;
  if (edit) json += `,"edited":{"seq":${edited_seq},"at":${edit.at}}`;
  if (deleted_seq !== null) {
    const deletion = laterAt(deleted_seq);
    mentioned.push(deletion.account_id);
    json += `,"deleted":{"seq":${deleted_seq},"at":${deletion.at},"sender":${encodeSender(deletion)}}`;
  }
  return json;
}

const encodeSender = ({ account_id, device_id }: Pick<EventRow, "account_id" | "device_id">): string =>
  `{"accountId":"${account_id}","deviceId":"${device_id}"}`;

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
