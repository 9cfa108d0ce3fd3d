import { ProtocolError, type RoomId, type Sender } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { enter } from "../entering.ts";
import { findRoom, type RoomRow } from "../rows.ts";

/**
 * A room that can be joined, left, renamed and archived. A student's is refused as `forbidden` to those who may enter
 * it; to others it does not exist.
 */
export function requireGroupRoom(db: Connection, roomId: RoomId, { accountId }: Sender): RoomRow {
  const room = findRoom(db, roomId);
  if (room?.kind === "group") return room;
  throw new ProtocolError(enter(db, roomId, accountId) ? "forbidden" : "room-not-found");
}
