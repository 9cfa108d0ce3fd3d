import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MAX_CATCH_UP_EVENTS, type RoomId } from "@encrptalk/protocol";
import { School } from "../../contract/school.ts";
import { Connection, type Parameter } from "../connection.ts";
import { requireRoom } from "../rows.ts";
import { openSqliteStore } from "../sqlite-store.ts";
import { eventPage } from "./events.ts";
import { tailsOf } from "./tails.ts";

let folder: string;
let school: School;
let db: Connection;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "encrptalk-tails-"));
  const file = join(folder, "school.sqlite");
  school = await new School(await openSqliteStore({ file }), "plain").open();
  db = new Connection(file, "read");
});
afterEach(async () => {
  db.close();
  await school.store.close();
  rmSync(folder, { recursive: true });
});

const since = (from: number, roomId = school.room) => tailsOf(db).since(requireRoom(db, roomId), from);

/** How often a stretch of a log was read from the database. */
function countReads(read: () => unknown): number {
  let reads = 0;
  const { all, get } = db;
  const counting =
    <Given extends [string, ...Parameter[]], Result>(ask: (...given: Given) => Result) =>
    (...given: Given): Result => {
      if (/FROM events .*WHERE room_id = \? AND seq BETWEEN/.test(given[0])) reads += 1;
      return ask.apply(db, given);
    };
  db.all = counting(all) as typeof all;
  db.get = counting(get) as typeof get;
  try {
    read();
  } finally {
    db.all = all;
    db.get = get;
  }
  return reads;
}

test("what several people miss is read once, and what is new beyond it by itself", async () => {
  await school.sendMany(school.asha, 5);
  expect(countReads(() => since(2))).toBe(1);
  expect(countReads(() => since(2))).toBe(0);
  expect(countReads(() => since(4))).toBe(0);
  await school.send(school.asha);
  expect(countReads(() => since(6))).toBe(1);
  expect(since(2).map(({ json }) => JSON.parse(json))).toEqual((await school.log()).slice(1));
});

test("an edit makes all of it be read anew", async () => {
  const { seq } = await school.send(school.asha);
  since(2);
  await school.edit(school.asha, seq);
  expect(countReads(() => since(2))).toBe(2);
  expect(since(2).map(({ json }) => JSON.parse(json))).toEqual((await school.log()).slice(1));
});

test("a page of a room's end is read once for whoever opens it, and is as the room stands", async () => {
  const { asha, ben, room: roomId } = school;
  const { seq } = await school.send(asha);
  const page = ({ accountId: asker } = asha) => eventPage(db, { asker, roomId, query: { limit: 2 } })?.value;
  expect(countReads(page)).toBe(1);
  expect(countReads(() => page(ben))).toBe(0);
  await school.edit(asha, seq);
  expect(page()?.events).toEqual((await school.log()).slice(-2));
  await school.leave(ben);
  expect(page(ben)).toBeUndefined();
});

test("a student's conversation is nobody else's, and not kept", async () => {
  const { asha } = school;
  const roomId = await school.converse(asha);
  for (let sent = 0; sent < 2; sent += 1) await school.send(asha, { roomId });
  const page = () => eventPage(db, { asker: asha.accountId, roomId, query: { limit: 2 } });
  expect(countReads(() => [page(), page()])).toBe(2);
});

test("of a room no more is kept than anybody gets, and of many rooms the last asked for", async () => {
  await school.sendMany(school.asha, 2 * MAX_CATCH_UP_EVENTS);
  const { head } = requireRoom(db, school.room);
  since(head);
  expect(since(head - MAX_CATCH_UP_EVENTS + 1)).toHaveLength(MAX_CATCH_UP_EVENTS);
  await school.send(school.asha);
  since(head + 1);
  expect(countReads(() => since(head - MAX_CATCH_UP_EVENTS + 2))).toBe(0);
  for (let number = 0; number < 64; number += 1) {
    const roomId = `room-${number}` as RoomId;
    await school.create(roomId);
    since(1, roomId);
  }
  expect(countReads(() => since(head + 1))).toBe(1);
});
