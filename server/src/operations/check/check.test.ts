import { Database } from "bun:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MessageId, RoomId } from "@encrptalk/protocol";
import { School } from "../../store/contract/school.ts";
import { openSqliteSearch } from "../../store/sqlite/search/sqlite-search-index.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite-store.ts";
import { prepareDataDirectory } from "../data-directory.ts";
import { checkDataFolder } from "./check-data-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "encrptalk-check-"));
const data = join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true }));

/** A school in which everything has happened that is kept anywhere. */
beforeAll(async () => {
  const { database } = prepareDataDirectory(data);
  const store = await openSqliteStore({ file: database });
  const search = openSqliteSearch({ file: database, store });
  const school = await new School(store, "plain").open();
  const { asha, ben, msRao } = school;
  const [first, second, third] = [await school.send(asha), await school.send(ben), await school.send(asha)];
  await school.edit(asha, first.seq);
  await school.edit(ben, second.seq);
  await school.edit(asha, first.seq);
  await school.delete(ben, second.seq);
  await school.join(msRao);
  await school.leave(ben);
  await school.join(ben);
  await store.renameRoom({ roomId: school.room, title: "The Library", ...school.by(msRao) });
  for (const archived of [true, false])
    await store.setRoomArchived({ roomId: school.room, archived, ...school.by(msRao) });
  await store.markReceipts([
    { roomId: school.room, accountId: ben.accountId, delivered: third.number, read: 1 },
    { roomId: school.room, accountId: msRao.accountId, delivered: 2 },
  ]);
  const conversation = await school.converse(asha);
  await school.send(asha, { roomId: conversation });
  await school.send(msRao, { roomId: conversation });
  await store.setConversationStatus({ roomId: conversation, status: "closed", ...school.by(msRao) });
  await school.send(asha, { roomId: conversation });
  await school.converse(ben);
  await school.rename([ben, "Benedict"]);
  await school.setActive(ben, false);
  await store.setNotify({ roomId: conversation, accountId: msRao.accountId, notify: "mentions" });
  await store.createRoom({
    roomId: "secret" as RoomId,
    title: "Secret",
    isDefault: true,
    ...school.by(msRao),
  });
  await store.raiseEncryption({ roomId: "secret" as RoomId, mode: "mls", ...school.by(msRao) });
  await store.joinRoom({ roomId: "secret" as RoomId, accountId: asha.accountId, ...school.by(asha) });
  await school.send(asha, {
    roomId: "secret" as RoomId,
    messageId: "sealed" as MessageId,
    body: { alg: "mls", data: "c2VhbGVk" },
  });
  while (search.lag() !== 0) await Bun.sleep(5);
  await search.close();
  await store.close();
});

/** What is said of a copy in which something was changed by hand. */
function afterChanging(change: (copy: string) => void): string[] {
  const copy = mkdtempSync(join(folder, "copy-"));
  cpSync(data, copy, { recursive: true });
  change(copy);
  return checkDataFolder(copy).problems;
}

const sql =
  (statement: string, file = "encrptalk.db") =>
  (copy: string) => {
    const db = new Database(join(copy, file));
    db.run("PRAGMA foreign_keys = OFF");
    db.run(statement);
    db.close();
  };

test("nothing is wrong with a school in which everything has happened", () => {
  expect(checkDataFolder(data)).toMatchObject({ problems: [], rooms: 4, searchBehind: 0 });
});

test("a running server is checked as it is at one moment", async () => {
  const copy = mkdtempSync(join(folder, "running-"));
  cpSync(data, copy, { recursive: true });
  const store = await openSqliteStore({ file: join(copy, "encrptalk.db") });
  const school = new School(store, "plain");
  let isDone = false;
  const writing = (async () => {
    while (!isDone) await school.send(school.asha, { messageId: crypto.randomUUID() as MessageId });
  })();
  const counts: number[] = [];
  for (let round = 0; round < 5; round++) {
    await Bun.sleep(20);
    const { problems, events } = checkDataFolder(copy);
    expect(problems).toEqual([]);
    counts.push(events);
  }
  isDone = true;
  await writing;
  await store.close();
  expect(counts.at(-1)).toBeGreaterThan(counts[0] ?? 0);
  expect(checkDataFolder(copy).searchBehind).toBeGreaterThan(0);
});

describe("it finds", () => {
  test.each<[string, (copy: string) => void, string]>([
    [
      "a lost event",
      sql("DELETE FROM events WHERE room_id = 'library' AND seq = 5"),
      "its log has 6 after 4",
    ],
    [
      "a lost last event",
      sql("DELETE FROM events WHERE position = (SELECT max(position) FROM events)"),
      "head is",
    ],
    [
      "a number used twice",
      sql("UPDATE events SET number = 1 WHERE room_id = 'library' AND number = 2"),
      "number 1",
    ],
    [
      "events that changed places",
      sql("UPDATE events SET position = 9999 WHERE room_id = 'library' AND seq = 4"),
      "its log has",
    ],
    [
      "a history that is behind its events",
      sql("UPDATE meta SET position = 3"),
      "beyond the position of the history",
    ],
    ["an event of no room", sql("DELETE FROM rooms WHERE id = 'secret'"), "does not exist"],
    ["a body that cannot be read", sql("UPDATE events SET body = '{' WHERE number = 1"), "cannot be read"],
    ["a text that is gone", sql("UPDATE events SET body = NULL WHERE number = 1"), "has no body"],
    [
      "a deleted text that is there",
      sql(`UPDATE events SET body = '{"alg":"plain","text":"x"}' WHERE deleted_seq IS NOT NULL`),
      "its text is there",
    ],
    [
      "the edited text of a deleted message",
      sql(`UPDATE events SET body = '{}' WHERE type = 'message.edited' AND body IS NULL`),
      "has the text of a deleted one",
    ],
    [
      "an edit that its message does not know",
      sql("UPDATE events SET edited_seq = NULL"),
      "how they were edited",
    ],
    [
      "an edit of what is no message",
      sql("UPDATE events SET target = 1 WHERE type = 'message.edited'"),
      "is about no message",
    ],
    [
      "a message without its id",
      sql("UPDATE events SET client_id = NULL WHERE number = 1"),
      "no id of its sender's",
    ],
    [
      "a message stored twice",
      (copy) => {
        sql("DROP INDEX events_by_client_id")(copy);
        sql("UPDATE events SET client_id = 'm', device_id = 'd' WHERE room_id = 'library' AND number <= 3")(
          copy,
        );
      },
      "is stored twice: library m",
    ],
    ["a missing index", sql("DROP INDEX events_by_target"), "events_by_target is missing"],
    ["a wrong title", sql("UPDATE rooms SET title = 'Hall' WHERE id = 'library'"), "title is Hall"],
    [
      "a wrong count of members",
      sql("UPDATE rooms SET member_count = 7 WHERE id = 'library'"),
      "member_count is 7",
    ],
    [
      "a wrong last message",
      sql("UPDATE rooms SET last_message_seq = 1 WHERE id = 'library'"),
      "last_message_seq",
    ],
    ["a wrong archive state", sql("UPDATE rooms SET archived = 1 WHERE id = 'library'"), "archived is 1"],
    [
      "a wrong encryption",
      sql("UPDATE rooms SET encryption = 'none' WHERE id = 'secret'"),
      "encryption is none",
    ],
    ["a wrong status", sql("UPDATE rooms SET status = 'closed' WHERE status = 'active'"), "status is closed"],
    [
      "a room whose feed is behind",
      sql("UPDATE rooms SET position = 1 WHERE id = 'library'"),
      "its position 1",
    ],
    [
      "a room whose feed is ahead",
      sql("UPDATE rooms SET position = 99999 WHERE id = 'library'"),
      "beyond the history",
    ],
    [
      "a lost member",
      sql("DELETE FROM memberships WHERE account_id = 'ben'"),
      "A membership that the log tells of",
    ],
    [
      "a member of nowhere",
      sql("UPDATE memberships SET left_seq = 3"),
      "A membership is not what the log says",
    ],
    ["marks beyond the messages", sql("UPDATE memberships SET delivered = 99"), "beyond the messages"],
    ["read beyond delivered", sql("UPDATE memberships SET read = delivered + 1"), "read beyond delivered"],
    [
      "marks that nobody will be told of",
      sql("UPDATE memberships SET receipt_position = 99999"),
      "beyond the feed",
    ],
    [
      "a seat beyond the messages",
      sql("UPDATE seats SET read = 98, delivered = 99"),
      "A seat's marks are beyond",
    ],
    ["a seat of nobody's", sql("UPDATE seats SET student = 99"), "of nobody's conversation"],
    ["a seat ahead of its feed", sql("UPDATE seats SET own_position = 99999"), "A seat's marks moved"],
    [
      "an account's feed ahead",
      sql("UPDATE account_feeds SET position = 99999"),
      "An account's feed is beyond",
    ],
    ["a name's change ahead", sql("UPDATE people_changes SET position = 99999"), "A name's change is beyond"],
    ["the desk's feed ahead", sql("UPDATE meta SET desk_position = 99999"), "feed is beyond the history"],
    [
      "a student who is not on the desk",
      sql("DELETE FROM students WHERE account_id = 'ben'"),
      "account_id is null",
    ],
    ["a row on the desk under another name", sql("UPDATE students SET name_key = 'x'"), "name_key is x"],
    ["a deactivated student on the list", sql("UPDATE students SET listed = 1"), "listed is 1"],
    ["nobody waiting who waits", sql("UPDATE students SET waiting_since = NULL"), "waiting_since is null"],
    [
      "a wrong last message on the desk",
      sql("UPDATE students SET last_message_at = 5"),
      "last_message_at is 5",
    ],
    ["a wrong first answer", sql("UPDATE students SET first_response_ms = 5"), "first_response_ms is 5"],
    ["a conversation that the desk has not", sql("UPDATE students SET room_id = NULL"), "room_id is null"],
    ["a row ahead of the desk's feed", sql("UPDATE students SET position = 99999"), "beyond the desk's feed"],
    ["wrong figures", sql("UPDATE desk_activity SET from_staff = 9"), "not those of the log"],
    [
      "a device that was told too much, so that it would not be told what comes",
      (copy) => {
        sql("INSERT INTO devices VALUES ('d', 'asha', 'browser', 'd', 'h', 1, 1, 1, NULL)")(copy);
        sql("INSERT INTO push_subscriptions VALUES ('d', 'asha', 'https://x', 'k', 'a', 99999)")(copy);
      },
      "A device was told of more than there is: d",
    ],
    [
      "an e-mail that told too much",
      sql("INSERT INTO mailed SELECT 'asha', id, 99 FROM rooms WHERE student_id = 'asha'"),
      "An e-mail told of more",
    ],
    [
      "a row that names nobody",
      sql("INSERT INTO mailed VALUES ('nobody', 'library', 1)"),
      "A row of mailed names",
    ],
    [
      "other words in the index",
      sql("UPDATE texts SET text = 'other' WHERE position % 2", "search.db"),
      "other words",
    ],
    ["words of a deleted message", indexDeleted, "other words of message"],
    ["words of no message", sql("INSERT INTO texts VALUES (1, 'x')", "search.db"), "words of 1"],
    ["an index of another course", sql("UPDATE progress SET landmark = '[]'", "search.db"), "another course"],
    ["an index ahead of the log", sql("UPDATE progress SET position = 99999", "search.db"), "another course"],
    ["a damaged page", (copy) => overwrite(join(copy, "encrptalk.db"), 4096 * 5), "damaged"],
    ["a secret that others can read", (copy) => chmodSync(join(copy, "secret"), 0o644), "read by others"],
    ["a broken secret", (copy) => writeFileSync(join(copy, "secret"), "short"), "is damaged"],
  ])("%s", (_, change, sentence) => {
    let said: string[];
    try {
      said = afterChanging(change);
    } catch (error) {
      said = [error instanceof Error && error.name === "CommandError" ? error.message : `bug: ${error}`];
    }
    expect(said.join("\n")).toContain(sentence);
  });

  test("a thousand faults of one kind, and says ten", () => {
    const problems = afterChanging((copy) => {
      const db = new Database(join(copy, "encrptalk.db"));
      const insert = db.prepare("INSERT INTO account_feeds VALUES (?, 99999)");
      for (let number = 0; number < 1_000; number++) insert.run(`account-${number}`);
      db.close();
    });
    expect(problems).toHaveLength(11);
    expect(problems.at(-1)).toContain("990 more");
  });
});

test("an index of another history is not judged: it will be made anew", () => {
  const copy = mkdtempSync(join(folder, "other-"));
  cpSync(data, copy, { recursive: true });
  sql("UPDATE meta SET epoch = 'another'")(copy);
  expect(checkDataFolder(copy)).toMatchObject({ problems: [], searchBehind: null });
});

test("a database of another version is not judged", () => {
  expect(() => afterChanging(sql("PRAGMA user_version = 1"))).toThrow("older version of Encrptalk");
  expect(() => afterChanging(sql("PRAGMA user_version = 999"))).toThrow("newer version of Encrptalk");
});

function indexDeleted(copy: string): void {
  const db = new Database(join(copy, "encrptalk.db"));
  const { position } = db.query("SELECT position FROM events WHERE deleted_seq IS NOT NULL").get() as {
    position: number;
  };
  db.close();
  sql(`INSERT INTO texts VALUES (${position}, 'x')`, "search.db")(copy);
}

function overwrite(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xff, at, at + 2_000);
  writeFileSync(path, bytes);
}
