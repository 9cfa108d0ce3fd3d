import type { AccountId, RoomEvent, RoomId, Seq } from "@encrptalk/protocol";
import { Encoded } from "../../encoded.ts";
import type { Connection } from "./connection.ts";
import { type EncodedEvent, encodedBetween, listed } from "./event-row.ts";

/** Consecutive events, as they cross the wire together. */
export interface EventStretch {
  count: number;
  list: Encoded<RoomEvent[]>;
  /** The people whose names it needs. */
  mentioned: ReadonlySet<AccountId>;
}

/**
 * As `encodedBetween` encodes it, but of messages that are as they were sent, and of events without anything beyond
 * what all have: handing over a row's columns takes longer than finding them, and here all rows are one text. What is
 * none of these is counted. The index gives them in their order.
 */
const PLAIN_STRETCH = `
  SELECT count(*) AS count,
    count(target) + count(edited_seq) + count(deleted_seq) + count(detail) AS others,
    group_concat('{"type":"' || type || '","seq":' || seq || ',"at":' || at ||
      ',"sender":{"accountId":"' || account_id || '","deviceId":"' || device_id || '"}' ||
      coalesce(',"number":' || number || ',"messageId":"' || client_id || '","body":' || body, '') || '}') AS json,
    group_concat(account_id) AS senders
  FROM events INDEXED BY events_by_seq WHERE room_id = ? AND seq BETWEEN ? AND ?`;

interface PlainStretch {
  count: number;
  others: number;
  /** `null` where there is nothing, here and below. */
  json: string | null;
  senders: string | null;
}

/** A stretch of a room's log, both ends included, each event as it stands now. */
export function stretchBetween(db: Connection, roomId: RoomId, from: Seq, to: Seq): EventStretch {
  const plain = db.get<PlainStretch>(PLAIN_STRETCH, roomId, from, to);
  if (!plain || plain.others > 0) return toStretch(encodedBetween(db, roomId, from, to));
  const { count, json, senders } = plain;
  const mentioned = new Set((senders?.split(",") ?? []) as AccountId[]);
  return { count, list: new Encoded(`[${json ?? ""}]`), mentioned };
}

export const toStretch = (events: readonly EncodedEvent[]): EventStretch => ({
  count: events.length,
  list: listed(events),
  mentioned: new Set(events.flatMap(({ mentioned }) => mentioned)),
});
