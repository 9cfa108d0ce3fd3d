import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RoomId } from "@encrptalk/protocol";
import { checkDataFolder } from "../../operations/check/check-data-folder.ts";
import { prepareDataDirectory } from "../../operations/data-directory.ts";
import { School } from "../../store/contract/school.ts";
import { Connection } from "../../store/sqlite/connection.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite-store.ts";
import { seededRandom } from "../random.ts";
import { appendAll } from "./append-all.ts";
import { deviceOf } from "./append-talk.ts";
import { TalkIndex } from "./index-talk.ts";
import { type Places, type Said, talk } from "./talk.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "encrptalk-large-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A school in which Asha and Ben have conversations, with a room for all. */
async function open(name: string) {
  const path = join(folder, name);
  const { database } = prepareDataDirectory(path);
  const school = await new School(await openSqliteStore({ file: database }), "plain").open();
  await school.join(school.msRao);
  const students = [school.asha, school.ben];
  const conversations: Places["conversations"][number][] = [];
  for (const student of students)
    conversations.push({ studentId: student.accountId, roomId: await school.converse(student) });
  const members = [...students, school.msRao].map(({ accountId }) => accountId);
  return {
    path,
    database,
    school,
    places: {
      staff: school.msRao.accountId,
      conversations,
      hall: { roomId: "library" as RoomId, members },
    },
  };
}

/** All rows of all tables, but for the name of the history. */
function rowsOf(database: string): Record<string, unknown[]> {
  const db = new Connection(database, "read");
  const tables = db.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  const rows = tables.map(({ name }) => [name, db.all(`SELECT * FROM ${name} ORDER BY 1, 2`)] as const);
  db.close();
  const { meta = [], ...others } = Object.fromEntries(rows);
  return { ...others, meta: meta.map((row) => ({ ...(row as object), epoch: "" })) };
}

test("what is appended at once is, row by row, what the store makes of the same messages", async () => {
  const [one, other] = [await open("one"), await open("other")];
  const said = [
    ...talk(one.places, { messages: 200, from: 1_700_000_100_000, to: 1_700_009_000_000 }, seededRandom(7)),
  ];
  for (const { roomId, senderId, messageId, at, text } of said)
    await one.school.store.sendMessage({
      roomId,
      messageId,
      body: { alg: "plain", text },
      sender: { accountId: senderId, deviceId: deviceOf(senderId) },
      at,
    });
  await one.school.store.close();
  await other.school.store.close();
  await append(other.database, said);
  expect(rowsOf(other.database)).toEqual(rowsOf(one.database));
  const { problems, searchBehind } = checkDataFolder(other.path);
  expect(problems).toEqual([]);
  expect(searchBehind).toBe(0);
});

test("it goes on after what was there: somebody waits, and was answered before", async () => {
  const [one, other] = [await open("one"), await open("other")];
  const time = { messages: 40, from: 1_700_000_100_000, to: 1_700_009_000_000 };
  const said = [...talk(one.places, time, seededRandom(7))];
  for (const { school } of [one, other]) {
    const [first, second] = [await school.converse(school.asha), await school.converse(school.ben)];
    await school.send(school.asha, { roomId: first });
    await school.send(school.msRao, { roomId: first });
    await school.send(school.ben, { roomId: second });
  }
  for (const { roomId, senderId, messageId, at, text } of said)
    await one.school.store.sendMessage({
      roomId,
      messageId,
      body: { alg: "plain", text },
      sender: { accountId: senderId, deviceId: deviceOf(senderId) },
      at,
    });
  await one.school.store.close();
  await other.school.store.close();
  await append(other.database, said);
  expect(rowsOf(other.database)).toEqual(rowsOf(one.database));
});

async function append(database: string, said: readonly Said[]): Promise<void> {
  const index = await TalkIndex.open(database);
  const db = new Connection(database, "write");
  await index.close(await appendAll(db, index, said.values(), () => {}));
  db.close();
}
