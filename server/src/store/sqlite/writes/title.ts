import { ProtocolError, type RoomId } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";

/** Titles that look the same are the same: compared without case and in one Unicode form. */
export const titleKey = (title: string): string => title.normalize("NFKC").toLowerCase();

export function requireFreeTitle(db: Connection, roomId: RoomId, title: string): void {
  const other = db.get(
    "SELECT 1 FROM rooms WHERE kind = 'group' AND title_key = ? AND id <> ?",
    titleKey(title),
    roomId,
  );
  if (other) throw new ProtocolError("title-taken");
}
