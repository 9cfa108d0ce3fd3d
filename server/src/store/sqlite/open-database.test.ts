import { Database } from "bun:sqlite";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { person, School } from "../contract/school.ts";
import { Connection } from "./connection.ts";
import accounts from "./migrations/0001-accounts.sql" with { type: "text" };
import rooms from "./migrations/0002-rooms.sql" with { type: "text" };
import { migrate } from "./migrations.ts";
import { openSqliteStore, StoreOpenError } from "./sqlite-store.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "encrptalk-open-"));
  file = join(folder, "school.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The sentence with which opening is refused; it must name the file. */
async function openRefusal(path = file): Promise<string> {
  const error: unknown = await openSqliteStore({ file: path }).then(
    () => "opened",
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(StoreOpenError);
  const { message } = error as StoreOpenError;
  expect(message).toContain(path);
  expect(message).not.toContain("\n");
  return message;
}

const createStore = async () => (await openSqliteStore({ file })).close();

test("a store opened again has the same epoch and all that was written", async () => {
  const school = await new School(await openSqliteStore({ file }), "plain").open();
  const sent = await school.send(school.asha);
  await school.store.close();
  const again = await openSqliteStore({ file });
  expect(again.epoch).toBe(school.store.epoch);
  expect((await again.events(school.room, { after: sent.seq - 1, limit: 1 })).events).toMatchObject([sent]);
  await again.close();
});

test("its folder is made where there is none", async () => {
  file = join(folder, "new", "data", "school.sqlite");
  await createStore();
  expect(existsSync(file)).toBe(true);
});

test("the log is flushed at every commit, and what is deleted is overwritten", () => {
  const db = new Connection(file, "write");
  expect(db.get<object>("PRAGMA journal_mode")).toEqual({ journal_mode: "wal" });
  expect(db.get<object>("PRAGMA synchronous")).toEqual({ synchronous: 2 });
  expect(db.get<object>("PRAGMA secure_delete")).toEqual({ secure_delete: 1 });
  db.close();
});

test("the text of a deleted message is nowhere in the file", async () => {
  const school = await new School(await openSqliteStore({ file }), "plain").open();
  const secrets = ["a first secret that is gone", "a second secret that is gone"];
  const [first = "", second = ""] = secrets;
  const { seq } = await school.send(school.asha, { body: { alg: "plain", text: first } });
  await school.edit(school.asha, seq, { body: { alg: "plain", text: second } });
  await school.delete(school.asha, seq);
  await school.send(school.asha, { body: { alg: "plain", text: "this one stays" } });
  await school.store.close();
  const bytes = await Bun.file(file).bytes();
  const text = new TextDecoder("latin1").decode(bytes);
  expect(text.includes("this one stays")).toBe(true);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

test("a database of a newer program is refused", async () => {
  await createStore();
  const newer = new Database(file);
  newer.run("PRAGMA user_version = 999");
  newer.close();
  expect(await openRefusal()).toContain("newer version of Encrptalk");
});

test("another program's database is refused, and its tables stay as they are", async () => {
  const foreign = new Database(file);
  foreign.run("CREATE TABLE recipes (id INTEGER)");
  foreign.close();
  expect(await openRefusal()).toContain("not a database of Encrptalk");
  const tables = new Database(file, { readonly: true }).query("SELECT name FROM sqlite_schema").all();
  expect(tables).toEqual([{ name: "recipes" }]);
});

test("a file that is not a database, or a broken one, is refused", async () => {
  writeFileSync(file, "Dear diary. ".repeat(1_000));
  expect(await openRefusal()).toContain("damaged or not a database");
  rmSync(file);
  await createStore();
  truncateSync(file, 5_000);
  expect(await openRefusal()).toContain("damaged or not a database");
});

test("a path that cannot be opened is refused", async () => {
  mkdirSync(file);
  expect(await openRefusal()).toContain("cannot be opened");
  writeFileSync(join(folder, "occupied"), "");
  expect(await openRefusal(join(folder, "occupied", "school.sqlite"))).toContain("cannot be opened");
});

test("a second server on the same file is refused, until the first has closed", async () => {
  const first = await openSqliteStore({ file });
  expect(await openRefusal()).toContain("in use by another Encrptalk server");
  await first.close();
  await createStore();
});

test("migrations run in order, each once, and all or none", () => {
  const db = new Connection(file, "write");
  const first =
    "CREATE TABLE meta (id INTEGER PRIMARY KEY, epoch TEXT, position INTEGER, school_position INTEGER)";
  const second = "CREATE TABLE pens (colour TEXT); INSERT INTO pens VALUES ('blue');";
  migrate(db, file, [first]);
  const epoch = db.get<object>("SELECT epoch FROM meta");
  expect(() => migrate(db, file, [first, second, "CREATE TABLE nonsense ("])).toThrow();
  expect(db.get<object>("PRAGMA user_version")).toEqual({ user_version: 1 });
  migrate(db, file, [first, second]);
  migrate(db, file, [first, second]);
  expect(db.all<object>("SELECT colour FROM pens")).toEqual([{ colour: "blue" }]);
  expect(db.get<object>("SELECT epoch FROM meta")).toEqual(epoch as object);
  db.close();
});

test("a school from before the desk finds its students on it, and keeps its rooms and marks", async () => {
  const db = new Connection(file, "write");
  migrate(db, file, [accounts, rooms]);
  const insert = (id: string, role: string, name: string, deactivatedAt: number | null = null) =>
    db.run(
      `INSERT INTO accounts (id, role, name, name_key, email, roll_id, class_name, created_at, deactivated_at)
       VALUES (?1, ?2, ?3, ?4, ?1 || '@example.org', ?5, ?6, 1, ?7)`,
      id,
      role,
      name,
      name.toLowerCase(),
      role === "student" ? `R-${id}` : null,
      role === "student" ? "10 A" : null,
      deactivatedAt,
    );
  insert("rao", "admin", "Ms Rao");
  insert("zoe", "student", "Zoë");
  insert("lukasz", "student", "Łukasz");
  insert("ben", "student", "Ben", 5);
  db.run("UPDATE meta SET position = 7");
  db.run("INSERT INTO memberships VALUES ('library', 'zoe', 2, NULL, 4, 3, 6, 5)");
  db.close();

  const store = await openSqliteStore({ file });
  const { accountId } = person("rao");
  const { entries, total } = await store.deskPage(accountId, { filter: "all", limit: 10 });
  expect(entries.map(({ student }) => student.name)).toEqual(["Łukasz", "Zoë"]);
  expect(total).toBe(2);
  const { desk } = await store.catchUp(accountId, {
    epoch: store.epoch,
    school: 0,
    account: 0,
    desk: 0,
    rooms: [],
  });
  expect(desk).toMatchObject({ position: 7, rows: [{}, {}, {}] });
  const names = await store.sql.read<object>("SELECT name_key FROM accounts ORDER BY name_key", []);
  expect(names).toEqual(["ben", "lukasz", "ms rao", "zoe"].map((name_key) => ({ name_key })));
  const marks = "SELECT delivered, read, receipt_position, own_position, notify FROM memberships";
  expect(await store.sql.read<object>(marks, [])).toEqual([
    { delivered: 4, read: 3, receipt_position: 6, own_position: 5, notify: null },
  ]);
  await store.close();
});
