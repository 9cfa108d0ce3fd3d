import type { AccountId, RoomId } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import type { Entered } from "../entering.ts";
import { findRoom, type MembershipRow } from "../rows.ts";

const MEMBERSHIPS_OF = "SELECT * FROM memberships WHERE account_id = ? AND left_seq IS NULL";

/** All that an account is joined to. */
export function joinedRows(db: Connection, accountId: AccountId): Map<RoomId, Entered> {
  const joined = new Map<RoomId, Entered>();
  for (const standing of db.all<MembershipRow>(MEMBERSHIPS_OF, accountId)) {
    const room = findRoom(db, standing.room_id);
    if (room) joined.set(room.id, { room, standing });
  }
  return joined;
}

export const joinedRoomIds = (db: Connection, accountId: AccountId): RoomId[] =>
  db
    .all<{ room_id: RoomId }>(
      "SELECT room_id FROM memberships WHERE account_id = ? AND left_seq IS NULL",
      accountId,
    )
    .map(({ room_id }) => room_id);
