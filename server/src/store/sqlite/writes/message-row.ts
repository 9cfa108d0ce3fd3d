import { type AccountId, ProtocolError, type RoomId, type Seq } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";

/** What an edit or a deletion must know of its message. */
interface MessageRow {
  position: number;
  account_id: AccountId;
  deleted_seq: Seq | null;
}

export function requireMessage(db: Connection, roomId: RoomId, seq: Seq): MessageRow {
  const message = db.get<MessageRow>(
    "SELECT position, account_id, deleted_seq FROM events WHERE room_id = ? AND seq = ? AND type = 'message.sent'",
    roomId,
    seq,
  );
  if (!message) throw new ProtocolError("message-not-found");
  return message;
}
