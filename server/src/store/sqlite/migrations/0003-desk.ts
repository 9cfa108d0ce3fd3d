import { type AccountId, foldText } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { writeProfile } from "../students.ts";
import tables from "./0003-desk.sql" with { type: "text" };

/** The tables, and the students that the school has already. Names are folded anew: letters with strokes are now too. */
export function desk(db: Connection): void {
  db.execute(tables);
  for (const { id, name } of db.all<{ id: AccountId; name: string }>("SELECT id, name FROM accounts"))
    db.run("UPDATE accounts SET name_key = ? WHERE id = ?", foldText(name), id);
  for (const { id } of db.all<{ id: AccountId }>("SELECT id FROM accounts WHERE role = 'student'"))
    writeProfile(db, id);
  // Whoever knows nothing of the desk is behind all of them.
  db.run("UPDATE meta SET desk_position = position");
  db.run("UPDATE students SET position = (SELECT position FROM meta)");
}
