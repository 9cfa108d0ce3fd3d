import type { AccountId } from "@encrptalk/protocol";
import type { ChangedPeople } from "../../store.ts";
import type { Connection } from "../connection.ts";
import { announceDesk, announcePeople } from "../feeds.ts";
import { writeProfile } from "../students.ts";
import type { Transaction } from "../transaction.ts";

/** What feeds tell of people, as text to compare, by account. */
interface Facts {
  names: Map<AccountId, string>;
  profiles: Map<AccountId, string>;
}

const NAMES = `
  SELECT person.id, json_array(person.name, person.role) AS facts
  FROM json_each(?) AS wanted JOIN accounts AS person ON person.id = wanted.value`;
const PROFILES = `
  SELECT person.id,
    json_array(person.name, person.email, person.roll_id, person.class_name, person.deactivated_at IS NULL) AS facts
  FROM json_each(?) AS wanted JOIN accounts AS person ON person.id = wanted.value
  WHERE person.role = 'student'`;

/** To be asked before and after the statements run. */
export const factsOf = (db: Connection, { names = [], students = [] }: ChangedPeople): Facts => ({
  names: read(db, NAMES, names),
  profiles: read(db, PROFILES, students),
});

/** Tells the feeds of those whose facts are not as before. A new name is in nobody's memory yet. */
export function announceChanged(transaction: Transaction, changed: ChangedPeople, before: Facts): void {
  const { db } = transaction;
  const after = factsOf(db, changed);
  const students = [...after.profiles].filter(([id, facts]) => before.profiles.get(id) !== facts);
  announceDesk(
    transaction,
    students.map(([id]) => writeProfile(db, id)),
  );
  const renamed = [...after.names].filter(
    ([id, facts]) => before.names.has(id) && before.names.get(id) !== facts,
  );
  announcePeople(
    transaction,
    renamed.map(([id]) => id),
  );
}

function read(db: Connection, sql: string, accountIds: readonly AccountId[]): Map<AccountId, string> {
  if (accountIds.length === 0) return new Map();
  const rows = db.all<{ id: AccountId; facts: string }>(sql, JSON.stringify(accountIds));
  return new Map(rows.map(({ id, facts }) => [id, facts]));
}
