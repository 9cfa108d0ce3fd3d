import type { Logged, RoomId } from "@encrptalk/protocol";
import type { Origin } from "../../store.ts";
import { announceRoom, append } from "../feeds.ts";
import type { Transaction } from "../transaction.ts";
import { loggedAt } from "./earlier.ts";
import { requireGroupRoom } from "./group-room.ts";
import { requireFreeTitle, titleKey } from "./title.ts";

export function renameRoom(
  transaction: Transaction,
  { roomId, title, sender, at }: { roomId: RoomId; title: string } & Origin,
): Logged {
  const { db } = transaction;
  const room = requireGroupRoom(db, roomId, sender);
  if (room.title === title) return loggedAt(db, roomId, room.title_seq);
  requireFreeTitle(db, roomId, title);

  const seq = room.head + 1;
  append(transaction, room, { type: "room.renamed", seq, at, sender, title });
  db.run(
    "UPDATE rooms SET title = ?, title_key = ?, title_seq = ? WHERE id = ?",
    title,
    titleKey(title),
    seq,
    roomId,
  );
  announceRoom(transaction, { ...room, title });
  return { seq, at };
}
