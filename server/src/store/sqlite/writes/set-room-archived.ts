import type { Logged, RoomId } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { announceRoom, append } from "../feeds.ts";
import type { Transaction } from "../transaction.ts";
import { loggedAt } from "./earlier.ts";
import { requireGroupRoom } from "./group-room.ts";

export function setRoomArchived(
  transaction: Transaction,
  { roomId, archived, sender, at }: { roomId: RoomId; archived: boolean } & Origin,
): Logged {
  const { db } = transaction;
  const room = requireGroupRoom(db, roomId, sender);
  const flag = archived ? 1 : 0;
  if (room.archived === flag) return loggedAt(db, roomId, room.archived_seq);

  const seq = room.head + 1;
  append(transaction, room, { type: archived ? "room.archived" : "room.restored", seq, at, sender });
  db.run("UPDATE rooms SET archived = ?, archived_seq = ? WHERE id = ?", flag, seq, roomId);
  announceRoom(transaction, { ...room, archived: flag });
  return { seq, at };
}
