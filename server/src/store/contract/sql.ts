import { expect, test } from "bun:test";
import { refusal, type School } from "./school.ts";

export function sqlContract(school: () => School): void {
  const names = async () =>
    (await school().store.sql.read<{ name: string }>("SELECT name FROM accounts ORDER BY name", [])).map(
      ({ name }) => name,
    );
  const rename = (name: string, id: string) => ({
    sql: "UPDATE accounts SET name = ? WHERE id = ?",
    parameters: [name, id],
  });

  test("a write gives its rows and how many changed, and the next read sees it", async () => {
    const { sql } = school().store;
    const { sql: text, parameters } = rename("Asha Rao", "asha");
    expect(await sql.write(text, parameters)).toEqual({ rows: [], changes: 1 });
    expect(await names()).toEqual(["Asha Rao", "Ben", "Ms Rao"]);
    const removed = await sql.write<{ id: string }>("DELETE FROM accounts WHERE role = ? RETURNING id", [
      "student",
    ]);
    expect(removed.rows.map(({ id }) => id).toSorted()).toEqual(["asha", "ben"]);
    expect(removed.changes).toBe(2);
  });

  test("several statements are written all or none", async () => {
    const { sql } = school().store;
    const broken = { sql: "UPDATE accounts SET email = 'ben@example.org' WHERE id = 'asha'", parameters: [] };
    expect(await refusal(sql.writeAll([rename("Nobody", "asha"), broken]))).toBe("SQLITE_CONSTRAINT_UNIQUE");
    expect(await names()).toEqual(["Asha", "Ben", "Ms Rao"]);
    await sql.writeAll([rename("A", "asha"), rename("B", "ben")]);
    expect(await names()).toEqual(["A", "B", "Ms Rao"]);
  });

  test("a statement that is refused undoes nothing of what was written along with it", async () => {
    const s = school();
    const [broken, sent] = await Promise.allSettled([
      s.store.sql.write("UPDATE nothing SET a = 1", []),
      s.send(s.asha),
    ]);
    expect([broken.status, sent.status]).toEqual(["rejected", "fulfilled"]);
  });
}
