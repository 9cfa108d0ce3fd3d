import { type AccountId, MAX_CHANGED_PEOPLE, type Person, type Position } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";

/** Of a `person`: whether the account ?1 may know them. */
export const IS_KNOWN = `(
  person.role = 'admin' OR person.id = ?1
  OR EXISTS (SELECT 1 FROM accounts WHERE id = ?1 AND role = 'admin')
  OR EXISTS (
    SELECT 1 FROM memberships AS mine CROSS JOIN memberships AS theirs
    WHERE mine.account_id = ?1 AND theirs.room_id = mine.room_id AND theirs.account_id = person.id))`;
const KNOWN = `SELECT person.id FROM json_each(?2) AS wanted JOIN accounts AS person ON person.id = wanted.value
  WHERE ${IS_KNOWN}`;
const PEOPLE = `SELECT person.id AS accountId, name, role FROM json_each(?) AS wanted
  CROSS JOIN accounts AS person ON person.id = wanted.value`;
const IS_ADMIN = "SELECT 1 FROM accounts WHERE id = ? AND role = 'admin'";

/** Mostly staff and the asker, who are known to each: SQLite needs ten times as long where it has to ask for the rest. */
export function people(
  db: Connection,
  { asker, accountIds }: { asker: AccountId; accountIds: readonly AccountId[] },
): Person[] {
  const found = db.all<Person>(PEOPLE, JSON.stringify(accountIds));
  const others = found.filter(({ accountId, role }) => role !== "admin" && accountId !== asker);
  if (others.length === 0 || db.get(IS_ADMIN, asker)) return found;
  const wanted = JSON.stringify(others.map(({ accountId }) => accountId));
  const known = new Set(db.all<{ id: AccountId }>(KNOWN, asker, wanted).map(({ id }) => id));
  return found.filter(
    ({ accountId, role }) => role === "admin" || accountId === asker || known.has(accountId),
  );
}

/** Whose name or role changed since a position of the school's feed; `null`: too many. */
export function peopleChangedSince(db: Connection, since: Position): AccountId[] | null {
  const changed = db.all<{ account_id: AccountId }>(
    "SELECT account_id FROM people_changes WHERE position > ? LIMIT ?",
    since,
    MAX_CHANGED_PEOPLE + 1,
  );
  return changed.length > MAX_CHANGED_PEOPLE ? null : changed.map(({ account_id }) => account_id);
}
