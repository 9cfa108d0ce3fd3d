import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  appendFileSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AccountId, RoomEvent } from "@encrptalk/protocol";
import { School } from "../../store/contract/school.ts";
import { Connection } from "../../store/sqlite/connection.ts";
import accounts from "../../store/sqlite/migrations/0001-accounts.sql" with { type: "text" };
import rooms from "../../store/sqlite/migrations/0002-rooms.sql" with { type: "text" };
import { migrate } from "../../store/sqlite/migrations.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite-store.ts";
import { checkDataFolder } from "../check/check-data-folder.ts";
import { prepareDataDirectory } from "../data-directory.ts";
import { sealBackup } from "./backup-file.ts";
import { requireRoomFor } from "./durable-files.ts";
import { restoreBackup } from "./restore-backup.ts";
import { takeBackup } from "./take-backup.ts";

const CHILD = fileURLToPath(new URL("./restore-child.ts", import.meta.url));
const NOON = Date.UTC(2026, 10, 22, 12);
const say = () => {};

const folder = mkdtempSync(join(tmpdir(), "encrptalk-backup-"));
afterAll(() => rmSync(folder, { recursive: true }));
let names = 0;
const newPath = () => join(folder, `path-${++names}`);

const back = (dataDirectory: string, target: string, force = false) =>
  takeBackup({ dataDirectory, target, force, now: NOON, say });
const restore = (dataDirectory: string, file: string, now = NOON) =>
  restoreBackup({ dataDirectory, file, now, say });

/** The sentence with which something is refused. */
async function refusal(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Error && /^(CommandError|StoreOpenError)$/.test(error.name)) return error.message;
    throw error;
  }
  return "done";
}

async function openSchool(dataDirectory: string): Promise<School> {
  const { database } = prepareDataDirectory(dataDirectory);
  return new School(await openSqliteStore({ file: database }), "plain");
}

const secretIn = (dataDirectory: string) => readFileSync(join(dataDirectory, "secret"), "utf8");

/** What a data folder has, as a server that starts there finds it. */
async function contents(
  dataDirectory: string,
): Promise<{ events: RoomEvent[]; epoch: string; secret: string }> {
  const school = await openSchool(dataDirectory);
  const events = await school.log();
  await school.store.close();
  expect(checkDataFolder(dataDirectory).problems).toEqual([]);
  return { events, epoch: school.store.epoch, secret: secretIn(dataDirectory) };
}

describe("a backup", () => {
  let data: string;
  let school: School;
  beforeAll(async () => {
    data = newPath();
    school = await (await openSchool(data)).open();
    await school.sendMany(school.asha, 20);
  });
  afterAll(() => school.store.close());

  test("of a running server has all that was acknowledged before it, and everybody writes on", async () => {
    const before = await school.log();
    let isTaken = false;
    const writing = (async () => {
      while (!isTaken) await school.send(school.ben);
    })();
    const { file } = await back(data, newPath());
    isTaken = true;
    await writing;
    const other = newPath();
    expect(restore(other, file)).toEqual({ madeAt: NOON, aside: null });
    const { events, secret } = await contents(other);
    expect(events.slice(0, before.length)).toEqual(before);
    expect((await school.log()).slice(0, events.length)).toEqual(events);
    expect(secret).toBe(secretIn(data));
  });

  test("is for its owner's eyes only, and nothing is left beside it", async () => {
    const target = newPath();
    mkdirSync(target);
    const { file, bytes } = await back(data, target);
    expect(file).toBe(join(target, "encrptalk-2026-11-22T12-00-00Z.backup"));
    expect(readdirSync(target)).toEqual(["encrptalk-2026-11-22T12-00-00Z.backup"]);
    expect(statSync(file)).toMatchObject({ size: bytes });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test("replaces another only when told so", async () => {
    const { file } = await back(data, newPath());
    const first = readFileSync(file);
    expect(await refusal(() => back(data, file))).toContain("--force");
    expect(readFileSync(file)).toEqual(first);
    await school.send(school.asha);
    await back(data, file, true);
    expect(readFileSync(file)).not.toEqual(first);
  });

  test("of one name, two at once wrote into one file: now one is whole, and the other is refused", async () => {
    const target = newPath();
    const outcomes = await Promise.all([1, 2].map(() => refusal(() => back(data, target))));
    expect(outcomes.toSorted()).toEqual([expect.stringContaining("--force"), "done"]);
    expect(restore(newPath(), target)).toEqual({ madeAt: NOON, aside: null });
  });

  test("removes what an earlier one of that name left that was killed", async () => {
    const target = newPath();
    const gone = Bun.spawn(["true"]);
    await gone.exited;
    const [abandoned, other] = [
      `${target}.${gone.pid}-0123abcd.partial`,
      `${target}.${process.pid}-0123abcd.partial`,
    ];
    for (const path of [abandoned, other]) writeFileSync(path, "half");
    await back(data, target);
    expect([existsSync(abandoned), existsSync(other)]).toEqual([false, true]);
  });

  test("could replace the very database that it is of: nothing is written into the data folder", async () => {
    const before = readdirSync(data);
    expect(await refusal(() => back(data, join(data, "encrptalk.db"), true))).toContain("data folder");
    expect(readdirSync(data)).toEqual(before);
  });

  test("that cannot be made leaves nothing, and says why in a sentence", async () => {
    const empty = newPath();
    expect(await refusal(() => back(empty, newPath()))).toContain(`There is no school in ${empty}`);
    expect(await refusal(() => back(data, join(newPath(), "file")))).toContain("There is no folder");
    const damaged = newPath();
    mkdirSync(damaged);
    writeFileSync(join(damaged, "encrptalk.db"), "Dear diary. ".repeat(1_000));
    writeFileSync(join(damaged, "secret"), "s".repeat(43));
    const target = newPath();
    expect(await refusal(() => back(damaged, target))).toContain("damaged");
    expect(readdirSync(folder).filter((name) => name.startsWith(basename(target)))).toEqual([]);
    expect(await refusal(() => requireRoomFor(folder, 1e18))).toContain("There is no room");
  });
});

describe("restoring", () => {
  /** A folder with what was written after the backup, too. */
  let data: string;
  let file: string;
  let then: RoomEvent[];
  let now: Awaited<ReturnType<typeof contents>>;
  beforeAll(async () => {
    data = newPath();
    const school = await (await openSchool(data)).open();
    await school.sendMany(school.asha, 5);
    then = await school.log();
    ({ file } = await back(data, newPath()));
    await school.sendMany(school.ben, 5);
    await school.store.close();
    now = await contents(data);
  });
  const copyOf = (path: string) => {
    const copy = newPath();
    cpSync(path, copy, { recursive: true });
    return copy;
  };

  test("begins another history with what was there then, and keeps aside what was there until now", async () => {
    const copy = copyOf(data);
    writeFileSync(join(copy, "secret"), "another secret, of another machine entirely");
    const { aside } = restore(copy, file);
    const restored = await contents(copy);
    expect(restored).toMatchObject({ events: then, secret: now.secret });
    expect(restored.epoch).not.toBe(now.epoch);
    expect(aside).toBe(join(copy, "before-restore-2026-11-22T12-00-00Z"));
    const kept = await contents(aside ?? "");
    expect(kept).toMatchObject({ events: now.events, epoch: now.epoch });
    expect(kept.secret).toStartWith("another secret");
  });

  test("twice gives two histories, so that nobody takes one for the other", async () => {
    const copy = copyOf(data);
    const first = restore(copy, file, NOON);
    const { epoch } = await contents(copy);
    const second = restore(copy, file, NOON);
    expect((await contents(copy)).epoch).not.toBe(epoch);
    expect((await contents(first.aside ?? "")).epoch).toBe(now.epoch);
    expect((await contents(second.aside ?? "")).epoch).toBe(epoch);
  });

  test("leaves no log of the former database beside the restored one", async () => {
    const copy = copyOf(data);
    writeFileSync(join(copy, "encrptalk.db-wal"), "left by a server that was killed");
    const { aside } = restore(copy, file);
    expect(existsSync(join(copy, "encrptalk.db-wal"))).toBe(false);
    expect(existsSync(join(aside ?? "", "encrptalk.db-wal"))).toBe(true);
  });

  test("is refused while a server has the folder, which is then as before", async () => {
    const copy = copyOf(data);
    const school = await openSchool(copy);
    expect(await refusal(() => restore(copy, file))).toContain("in use by another Encrptalk server");
    await school.store.close();
    expect(await contents(copy)).toEqual(now);
  });

  test.each<[string, (path: string) => void, string]>([
    ["of which a byte is another one", (path) => flip(path, 30_000), "is damaged"],
    ["whose seal names another secret", (path) => flip(path, statSync(path).size - 80), "is damaged"],
    ["that was cut off", (path) => truncateSync(path, statSync(path).size - 1), "its end is missing"],
    ["that goes on after its end", (path) => appendFileSync(path, "x"), "its end is missing"],
    ["of nothing", (path) => truncateSync(path, 0), "is not a backup"],
    ["that is any file", (path) => writeFileSync(path, "Dear diary. ".repeat(1_000)), "is not a backup"],
    [
      "of a newer program",
      (path) => {
        const text = readFileSync(path, "latin1");
        writeFileSync(path, text.replace("\nEncrptalk backup 1\n", "\nEncrptalk backup 2\n"), "latin1");
      },
      "newer version of Encrptalk",
    ],
    ["whose database is a newer program's", newerDatabase, "newer version of Encrptalk"],
  ])("a backup %s is refused, and the folder is as before", async (_, change, sentence) => {
    const copy = copyOf(data);
    const other = copyOf(file);
    change(other);
    const before = readdirSync(copy);
    expect(await refusal(() => restore(copy, other))).toContain(sentence);
    expect(readdirSync(copy).filter((name) => !before.includes(name) && !name.endsWith(".lock"))).toEqual([]);
    expect(await contents(copy)).toEqual(now);
  });

  test("an older program's backup is brought up to date", async () => {
    const old = newPath();
    const db = new Connection(old, "write");
    migrate(db, old, [accounts, rooms]);
    db.run(
      `INSERT INTO accounts (id, role, name, name_key, email, roll_id, created_at)
       VALUES ('zoe', 'student', 'Zoe', 'zoe', 'zoe@hill.example', 'R-1', 1)`,
    );
    db.close();
    sealBackup(old, { secret: "s".repeat(43), madeAt: NOON });
    const other = newPath();
    restore(other, old);
    const school = await openSchool(other);
    const { entries } = await school.store.deskPage("rao" as AccountId, { filter: "all", limit: 10 });
    await school.store.close();
    expect(entries.map(({ student }) => student.name)).toEqual(["Zoe"]);
  });

  test("killed at any step, the folder has the former data or the restored ones, whole", async () => {
    const outcomes: string[] = [];
    for (let step = 1; ; step++) {
      const copy = copyOf(data);
      const child = Bun.spawn([process.execPath, CHILD, copy, file, String(step)]);
      await child.exited;
      const { events } = await contents(copy);
      outcomes.push(Bun.deepEquals(events, then) ? "restored" : "former");
      if (outcomes.at(-1) === "former") expect(events).toEqual(now.events);
      expect(readdirSync(copy).filter((name) => /^restore-/.test(name))).toEqual([]);
      if (child.signalCode === null) break;
    }
    expect(outcomes.slice(0, 3)).toEqual(["former", "former", "former"]);
    expect(outcomes.length).toBeGreaterThan(8);
    expect(new Set(outcomes.slice(3))).toEqual(new Set(["restored"]));
  }, 20_000);

  test.skipIf(process.getuid?.() !== 0)(
    "by the superuser, killed while it unpacks, leaves nothing that keeps the server's own user from starting",
    async () => {
      const SERVERS_USER = 4_217;
      const copy = copyOf(data);
      chownSync(copy, SERVERS_USER, SERVERS_USER);
      await Bun.spawn([process.execPath, CHILD, copy, file, "1"]).exited;
      expect(statSync(join(copy, "restore-unfinished")).uid).toBe(SERVERS_USER);
    },
  );
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

function newerDatabase(path: string): void {
  const db = new Connection(path, "write");
  db.execute("PRAGMA user_version = 999");
  db.close();
  sealBackup(path, { secret: "s".repeat(43), madeAt: NOON });
}
