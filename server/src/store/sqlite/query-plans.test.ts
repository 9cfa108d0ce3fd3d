import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deskFilterSchema, type RoomId, type Sync } from "@encrptalk/protocol";
import { School } from "../contract/school.ts";
import { commitBatch } from "./commit-batch.ts";
import { Connection } from "./connection.ts";
import { reads } from "./reads/index.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import type { Call } from "./thread.ts";

/** Tables that are read whole on purpose: one row, the ids that a caller gave, and the narrow rows of the desk's list. */
const WHOLE = /^SCAN (meta|wanted VIRTUAL TABLE|students?$|desk_activity|\(subquery)/;

let folder: string;
let file: string;
let school: School;
let conversation: RoomId;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "encrptalk-plans-"));
  file = join(folder, "school.sqlite");
  school = await new School(await openSqliteStore({ file }), "plain").open();
  const { seq } = await school.send(school.asha);
  await school.edit(school.asha, seq);
  conversation = await school.converse(school.asha);
  await school.send(school.asha, { roomId: conversation });
});
afterAll(async () => {
  await school.store.close();
  rmSync(folder, { recursive: true });
});

/** How SQLite goes about each statement that a connection has run, without the steps that are what they should be. */
function suspicious(db: Connection): string[] {
  const searching = db.prepared.filter((sql) => /\b(FROM|UPDATE)\b/.test(sql) && !sql.startsWith("PRAGMA"));
  expect(searching.length).toBeGreaterThan(5);
  return searching.flatMap((sql) =>
    db
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...Array(parameterCount(sql)).fill(null))
      .filter(({ detail }) => /^SCAN|TEMP B-TREE/.test(detail) && !WHOLE.test(detail))
      .map(({ detail }) => `${detail}: ${sql.trim()}`),
  );
}

/** As SQLite numbers them: a bare `?` comes after all that stand before it. */
const parameterCount = (sql: string): number =>
  [...sql.matchAll(/\?(\d*)/g)].reduce(
    (count, [, number]) => (number ? Math.max(count, Number(number)) : count + 1),
    0,
  );

test("no read looks at more rows than it gives, but for the names of one room's members, which it sorts", () => {
  const { asha, ben, room: roomId } = school;
  const { accountId } = asha;
  const db = new Connection(file, "read");
  const sync: Omit<Sync, "type"> = { epoch: school.store.epoch, school: 0, account: 0, rooms: [] };
  reads.catchUp(db, { accountId, epoch: school.store.epoch, sync });
  reads.catchUp(db, {
    accountId,
    epoch: school.store.epoch,
    sync: { ...sync, rooms: [{ roomId, seq: 1, position: 1 }] },
  });
  reads.mayEnter(db, { accountId, roomId });
  reads.joinedRoom(db, { accountId, roomId });
  reads.receipts(db, { accountId, roomId });
  reads.eventPage(db, { asker: accountId, roomId, query: { limit: 50 } });
  reads.defaultRoomId(db);
  reads.people(db, { asker: accountId, accountIds: [ben.accountId] });
  for (const after of [undefined, "any"]) {
    reads.rooms(db, { archived: false, after, limit: 50 });
    reads.members(db, { roomId, query: { after, limit: 50 } });
  }
  const asker = school.msRao.accountId;
  const followed = { ...sync, desk: 0, rooms: [{ roomId: conversation, seq: 1, position: 1 }] };
  reads.catchUp(db, { accountId: asker, epoch: school.store.epoch, sync: followed });
  reads.receipts(db, { accountId: asker, roomId: conversation });
  reads.deskEntries(db, { asker, studentIds: [accountId] });
  reads.studentDetails(db, { asker, studentId: accountId });
  const plans = suspicious(db);
  expect(plans.filter((plan) => !plan.includes("name_key"))).toEqual([]);
  expect(plans.every((plan) => plan.startsWith("USE TEMP B-TREE"))).toBe(true);
  db.close();
});

test("the desk's list sorts the names when they change, and else looks at no more than changed or is given", () => {
  const { accountId: asker } = school.msRao;
  const db = new Connection(file, "read");
  for (const filter of deskFilterSchema.options) {
    const { next } = reads.deskPage(db, { asker, query: { filter, limit: 1 } });
    reads.deskPage(db, {
      asker,
      query: { filter, limit: 1, className: "10 A", search: "a", after: next ?? undefined },
    });
  }
  reads.deskCounts(db, asker);
  reads.deskActivity(db, 0);
  reads.classes(db);
  const sorted = /^USE TEMP B-TREE FOR ORDER BY: SELECT number FROM students ORDER BY name_key/;
  expect(suspicious(db).filter((plan) => !sorted.test(plan))).toEqual([]);
  db.close();
});

test("no write looks at more rows than it changes", () => {
  const { asha, ben, msRao, room: roomId } = school;
  const { accountId } = ben;
  const hall = "hall" as RoomId;
  const origin = school.by(asha);
  const body = school.body();
  const calls: Call[] = [
    { name: "createRoom", input: { roomId: hall, title: "Hall", isDefault: true, ...origin } },
    { name: "createRoom", input: { roomId: hall, title: "Hall", isDefault: true, ...origin } },
    { name: "joinRoom", input: { roomId, accountId: msRao.accountId, ...origin } },
    { name: "sendMessage", input: { roomId, messageId: "message-a", body, ...origin } },
    { name: "sendMessage", input: { roomId, messageId: "message-a", body, ...origin } },
    { name: "editMessage", input: { roomId, editId: "edit-of-a", target: 4, body, ...origin } },
    { name: "markReceipts", input: [{ roomId, accountId, read: 2 }] },
    { name: "deleteMessage", input: { roomId, target: 4, anyones: true, ...origin } },
    { name: "renameRoom", input: { roomId, title: "Reading room", ...origin } },
    { name: "setRoomArchived", input: { roomId, archived: true, ...origin } },
    { name: "raiseEncryption", input: { roomId, mode: "mls", ...origin } },
    { name: "leaveRoom", input: { roomId, accountId, ...origin } },
    { name: "openConversation", input: { roomId: "of-ben", studentId: accountId, ...school.by(msRao) } },
    { name: "sendMessage", input: { roomId: "of-ben", messageId: "message-b", body, ...school.by(ben) } },
    { name: "takeSeats", input: msRao.accountId },
    { name: "setConversationStatus", input: { roomId: "of-ben", status: "closed", ...school.by(msRao) } },
    { name: "sendMessage", input: { roomId: "of-ben", messageId: "message-c", body, ...school.by(msRao) } },
    {
      name: "editMessage",
      input: { roomId: "of-ben", editId: "edit-of-c", target: 6, body, ...school.by(msRao) },
    },
    { name: "markReceipts", input: [{ roomId: "of-ben", accountId: msRao.accountId, read: 2 }] },
    { name: "setNotify", input: { roomId: "of-ben", accountId: msRao.accountId, notify: "nothing" } },
    {
      name: "writeAllSql",
      input: { statements: [], changed: { names: [accountId], students: [accountId] } },
    },
  ];
  const db = new Connection(file, "write");
  expect(commitBatch(db, calls).filter((answer) => "failure" in answer)).toEqual([]);
  expect(suspicious(db)).toEqual([]);
  db.close();
});
