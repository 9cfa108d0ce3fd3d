import type { Person, RoomId } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { requireRoom } from "../rows.ts";
import { type Page, page } from "./page.ts";

const MEMBERS_BY_NAME = `
  SELECT person.id AS accountId, person.name, person.role
  FROM memberships AS membership JOIN accounts AS person ON person.id = membership.account_id
  WHERE membership.room_id = ?1 AND membership.left_seq IS NULL`;
/** Who has left meanwhile is a cursor too; of who never was there nobody learns between whose names theirs is. */
const AFTER = `AND (person.name_key, person.id) > (
  SELECT name_key, id FROM accounts JOIN memberships ON account_id = id WHERE room_id = ?1 AND id = ?3)`;
const FIRST = "ORDER BY person.name_key, person.id LIMIT ?2";

export function members(
  db: Connection,
  { roomId, query: { after, limit } }: { roomId: RoomId; query: Page },
): { members: Person[]; total: number; next: string | null } {
  const { member_count: total } = requireRoom(db, roomId);
  const found =
    after === undefined
      ? db.all<Person>(`${MEMBERS_BY_NAME} ${FIRST}`, roomId, limit + 1)
      : db.all<Person>(`${MEMBERS_BY_NAME} ${AFTER} ${FIRST}`, roomId, limit + 1, after);
  const { rows, next } = page(found, limit, (person) => person.accountId);
  return { members: rows, total, next };
}
