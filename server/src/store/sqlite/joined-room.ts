import type { AccountId, JoinedRoom, MessageSent, RoomId } from "@encrptalk/protocol";
import type { Connection } from "./connection.ts";
import { type Entered, enter } from "./entering.ts";
import { eventsBetween } from "./event-row.ts";
import { notifyOf, type RoomRow, toRoomFacts } from "./rows.ts";

/** A room as somebody who may enter it sees it, or `null`. Nobody is counted as online: the store does not know. */
export function joinedRoom(db: Connection, accountId: AccountId, roomId: RoomId): JoinedRoom | null {
  const entered = enter(db, roomId, accountId);
  return entered && toJoinedRoom(db, entered);
}

export const toJoinedRoom = (db: Connection, { room, standing }: Entered): JoinedRoom => ({
  ...toRoomFacts(room),
  online: 0,
  head: room.head,
  position: room.position,
  messageCount: room.message_count,
  read: standing.read,
  notify: notifyOf(room, standing),
  lastMessage: lastMessage(db, room),
});

function lastMessage(db: Connection, { id, last_message_seq: seq }: RoomRow): MessageSent | null {
  if (seq === null) return null;
  const [event] = eventsBetween(db, id, seq, seq);
  return event?.type === "message.sent" ? event : null;
}
