import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { School } from "../../contract/school.ts";
import { Connection } from "../connection.ts";
import { openSqliteStore } from "../sqlite-store.ts";
import { type AuditRow, hashOf } from "./audit-row.ts";
import { verifyAudit } from "./verify-audit.ts";

const ROWS = 6;
const folder = mkdtempSync(join(tmpdir(), "encrptalk-audit-"));
const original = join(folder, "original.sqlite");
let file: string;
let copies = 0;

beforeAll(async () => {
  const school = await new School(await openSqliteStore({ file: original }), "plain").open();
  for (let row = 1; row <= ROWS; row++) await rename(school, `Room ${row}`);
  await school.store.close();
});
beforeEach(() => {
  copies += 1;
  file = join(folder, `copy-${copies}.sqlite`);
  copyFileSync(original, file);
});
afterAll(() => rmSync(folder, { recursive: true }));

const rename = (school: School, title: string) =>
  school.store.renameRoom({ roomId: school.room, title, ...school.by(school.msRao) });

/** What somebody with the file and without the program can do: the triggers are gone. */
function tamper(...statements: string[]): ReturnType<typeof verifyAudit> {
  const db = new Connection(file, "write");
  for (const trigger of ["audit_is_not_changed", "audit_is_not_removed", "audit_has_no_gap"])
    db.execute(`DROP TRIGGER IF EXISTS ${trigger}`);
  for (const statement of statements) db.execute(statement);
  const verdict = verifyAudit(db);
  db.close();
  return verdict;
}

test("an untouched chain is whole, and says where it ends", () => {
  const { head, fault } = tamper();
  expect(fault).toBeNull();
  expect(head).toEqual({ number: ROWS, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test("the database refuses to change, to remove, to replace and to skip a row", () => {
  const db = new Connection(file, "write");
  const last = "at, actor, kind, details, previous_hash, hash) SELECT";
  const rest = "at, actor, kind, details, previous_hash, hash FROM audit WHERE number = 3";
  for (const statement of [
    "UPDATE audit SET at = 0 WHERE number = 2",
    "UPDATE OR REPLACE audit SET number = 1 WHERE number = 2",
    "DELETE FROM audit WHERE number = 6",
    `INSERT OR REPLACE INTO audit (number, ${last} 3, ${rest}`,
    `REPLACE INTO audit (number, ${last} 6, ${rest}`,
    `INSERT INTO audit (number, ${last} 8, ${rest}`,
    `INSERT INTO audit (${last} ${rest}`,
  ])
    expect(() => db.execute(statement)).toThrow("only appended to");
  expect(verifyAudit(db)).toMatchObject({ head: { number: ROWS }, fault: null });
  db.close();
});

describe("a chain that was tampered with is broken at its first wrong row", () => {
  const COLUMNS =
    "at, actor, account_id, device_id, address, subject_id, room_id, kind, details, previous_hash, hash";
  const copied = (number: number, from: number) =>
    `INSERT INTO audit (number, ${COLUMNS}) SELECT ${number}, ${COLUMNS} FROM audit WHERE number = ${from}`;

  for (const column of COLUMNS.split(", ")) {
    const value = column === "at" ? "at + 1" : `coalesce(${column}, '') || 'x'`;
    test(`${column} of the third row was changed`, () => {
      const { fault } = tamper(`UPDATE audit SET ${column} = ${value} WHERE number = 3`);
      expect(fault).toEqual({ number: 3, what: "changed" });
    });
  }

  /** Changes a row and makes its hash anew, and those of so many rows after it. */
  function forge(from: number, to: number): void {
    const db = new Connection(file, "write");
    db.execute("DROP TRIGGER audit_is_not_changed");
    for (let number = from, before = ""; number <= to; number++) {
      const row = db.get<AuditRow>("SELECT * FROM audit WHERE number = ?", number);
      if (!row) throw new Error(`there is no row ${number}`);
      const forged = { ...row, at: row.at + 1, previous_hash: before || row.previous_hash };
      before = hashOf(forged);
      db.run(
        "UPDATE audit SET at = ?, previous_hash = ?, hash = ? WHERE number = ?",
        ...[forged.at, forged.previous_hash, before, number],
      );
    }
    db.close();
  }

  test("a row was changed and its hash made anew: the next one does not follow it", () => {
    forge(3, 3);
    expect(tamper().fault).toEqual({ number: 4, what: "out of place" });
  });

  test("the rest of the chain was made anew: its end is not the one that was noted", () => {
    forge(3, ROWS);
    expect(tamper().fault).toEqual({ number: ROWS, what: "changed" });
  });

  test("a row was removed from the middle", () => {
    expect(tamper("DELETE FROM audit WHERE number = 4").fault).toEqual({ number: 4, what: "missing" });
  });

  test("the first row was removed", () => {
    expect(tamper("DELETE FROM audit WHERE number = 1").fault).toEqual({ number: 1, what: "missing" });
  });

  test("rows were removed from the end", () => {
    expect(tamper("DELETE FROM audit WHERE number > 4").fault).toEqual({ number: 5, what: "missing" });
    expect(tamper("DELETE FROM audit").fault).toEqual({ number: 1, what: "missing" });
  });

  test("rows were removed from the end, and others written since", async () => {
    tamper("DELETE FROM audit WHERE number > 4");
    const school = new School(await openSqliteStore({ file }), "plain");
    await rename(school, "One more");
    expect((await school.store.auditPage({ limit: 1 })).records[0]?.number).toBe(ROWS + 1);
    await school.store.close();
    expect(tamper().fault).toEqual({ number: 5, what: "missing" });
  });

  test("a row was added at the end, and others written since", async () => {
    tamper(copied(7, 6));
    const school = new School(await openSqliteStore({ file }), "plain");
    await rename(school, "One more");
    await school.store.close();
    expect(tamper().fault).toEqual({ number: 7, what: "changed" });
  });

  test("a row was removed and those after it were numbered anew", () => {
    const { fault } = tamper(
      "DELETE FROM audit WHERE number = 3",
      "UPDATE audit SET number = number - 1 WHERE number > 3",
    );
    expect(fault).toEqual({ number: 3, what: "changed" });
  });

  test("two rows changed places", () => {
    const { fault } = tamper(
      "UPDATE audit SET number = 99 WHERE number = 2",
      "UPDATE audit SET number = 2 WHERE number = 5",
      "UPDATE audit SET number = 5 WHERE number = 99",
    );
    expect(fault).toEqual({ number: 2, what: "changed" });
  });

  test("a row was put in between", () => {
    const { fault } = tamper(
      "UPDATE audit SET number = -(number + 1) WHERE number > 3",
      "UPDATE audit SET number = -number WHERE number < 0",
      copied(4, 3),
    );
    expect(fault).toEqual({ number: 4, what: "changed" });
  });

  test("a row was added at the end, and even one that continues the chain", async () => {
    expect(tamper(copied(7, 6)).fault).toEqual({ number: 7, what: "changed" });
    const db = new Connection(file, "write");
    db.execute("DELETE FROM audit WHERE number = 7");
    const meta = db.get<{ number: number; hash: string }>(
      "SELECT audit_number AS number, audit_hash AS hash FROM meta",
    );
    db.close();
    const school = new School(await openSqliteStore({ file }), "plain");
    await rename(school, "One more");
    await school.store.close();
    const after = new Connection(file, "write");
    after.run("UPDATE meta SET audit_number = ?, audit_hash = ?", meta?.number ?? 0, meta?.hash ?? "");
    expect(verifyAudit(after).fault).toEqual({ number: 7, what: "added" });
    after.close();
  });
});

test("the chain goes on after a restart, and over many pages", async () => {
  const school = new School(await openSqliteStore({ file }), "plain");
  await Promise.all(Array.from({ length: 2_100 }, (_, n) => rename(school, `Hall ${n}`)));
  await school.store.close();
  const db = new Connection(file, "read");
  expect(verifyAudit(db)).toMatchObject({ head: { number: ROWS + 2_100 }, fault: null });
  db.close();
});
