import type { RoomFacts, RoomId } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { type RoomRow, toRoomFacts } from "../rows.ts";
import { type Page, page } from "./page.ts";

const ROOMS_BY_TITLE = "SELECT * FROM rooms WHERE kind = 'group' AND archived = ?1";
/** A cursor that names somebody's conversation is as one that names nothing. */
const ROOMS_AFTER = "AND title_key > (SELECT title_key FROM rooms WHERE id = ?3 AND kind = 'group')";
const ROOMS_FIRST = "ORDER BY title_key LIMIT ?2";

export function rooms(
  db: Connection,
  { archived, after, limit }: Page & { archived: boolean },
): { rooms: RoomFacts[]; next: string | null } {
  const flag = archived ? 1 : 0;
  const found =
    after === undefined
      ? db.all<RoomRow>(`${ROOMS_BY_TITLE} ${ROOMS_FIRST}`, flag, limit + 1)
      : db.all<RoomRow>(`${ROOMS_BY_TITLE} ${ROOMS_AFTER} ${ROOMS_FIRST}`, flag, limit + 1, after);
  const { rows, next } = page(found, limit, (room) => room.id);
  return { rooms: rows.map(toRoomFacts), next };
}

export const defaultRoomId = (db: Connection): RoomId | null =>
  db.get<{ id: RoomId }>("SELECT id FROM rooms WHERE is_default = 1")?.id ?? null;
