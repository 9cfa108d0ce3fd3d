import type { AccountId, JoinedRoom, MessageSent, RoomId } from "@encrptalk/protocol";
import type { Connection } from "./connection.ts";
import { eventsBetween } from "./event-row.ts";
import { currentMembership, findRoom, type RoomRow, toRoomFacts } from "./rows.ts";

/** A room as one of its members sees it, or `null`. Nobody is counted as online: the store does not know. */
export function joinedRoom(db: Connection, accountId: AccountId, roomId: RoomId): JoinedRoom | null {
  const membership = currentMembership(db, roomId, accountId);
  const room = membership && findRoom(db, roomId);
  return membership && room ? toJoinedRoom(db, room, membership.read) : null;
}

export const toJoinedRoom = (db: Connection, room: RoomRow, read: number): JoinedRoom => ({
  ...toRoomFacts(room),
  online: 0,
  head: room.head,
  position: room.position,
  messageCount: room.message_count,
  read,
  lastMessage: lastMessage(db, room),
});

function lastMessage(db: Connection, { id, last_message_seq: seq }: RoomRow): MessageSent | null {
  if (seq === null) return null;
  const [event] = eventsBetween(db, id, seq, seq);
  return event?.type === "message.sent" ? event : null;
}
