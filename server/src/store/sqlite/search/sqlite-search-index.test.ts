import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MessageId } from "@encrptalk/protocol";
import { FakeClock } from "../../../testing/fake-clock.ts";
import { School } from "../../contract/school.ts";
import { search, searchingContract, texts } from "../../contract/searching.ts";
import { ANYTHING, type SearchIndex } from "../../search-index.ts";
import { Connection } from "../connection.ts";
import { openSqliteStore } from "../sqlite-store.ts";
import { findMessages } from "./find-messages.ts";
import { indexEvents } from "./index-events.ts";
import { indexFileOf, openIndex } from "./index-file.ts";
import { openSqliteSearch } from "./sqlite-search-index.ts";

let folder: string;
let file: string;
let school: School;
let index: SearchIndex;
let failures: string[];

const openSearch = () =>
  openSqliteSearch({ file, store: school.store, onFailure: (cause) => failures.push(cause) });

/** Ends the server, does something to its files, and starts it again. */
async function restart(meanwhile: () => unknown = () => {}): Promise<void> {
  await index.close();
  await school.store.close();
  await meanwhile();
  school = new School(await openSqliteStore({ file }), "plain");
  index = openSearch();
}

const say = (text: string) =>
  school.send(school.asha, { messageId: crypto.randomUUID() as MessageId, body: { alg: "plain", text } });
const find = async (words: string) => texts(await search(index, school.ben, words));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "encrptalk-search-"));
  file = join(folder, "school #1.db");
  failures = [];
  school = await new School(await openSqliteStore({ file }), "plain").open();
  index = openSearch();
});
afterEach(async () => {
  await index.close();
  await school.store.close();
  rmSync(folder, { recursive: true });
});

describe("SQLite: searching", () =>
  searchingContract(
    () => school,
    () => index,
  ));

test("what was written while nobody indexed is found after the next start", async () => {
  await say("Before");
  await index.close();
  await say("Meanwhile");
  await restart();
  expect(await find("before")).toEqual(["Before"]);
  expect(await find("meanwhile")).toEqual(["Meanwhile"]);
});

test("what comes while the index rests is taken in together when the rest is over, and at once for a search", async () => {
  await index.close();
  const clock = new FakeClock();
  index = openSqliteSearch({ file, store: school.store, clock });
  expect(await find("hello")).toEqual([]);
  await say("Hello one");
  await say("Hello two");
  expect(index.lag()).toBeGreaterThan(0);
  expect(await find("hello")).toEqual(["Hello two", "Hello one"]);
  await say("Hello three");
  expect(index.lag()).toBeGreaterThan(0);
  clock.pass(100);
  while (index.lag() !== 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await find("three")).toEqual(["Hello three"]);
});

test("the thread that indexes and searches gives way to the others", async () => {
  await say("Hello");
  await find("hello");
  const tasks = "/proc/self/task";
  if (!existsSync(tasks)) return;
  // proc(5): the nineteenth field, of which the second may itself have spaces.
  const nicenesses = readdirSync(tasks).map((thread) => {
    const stat = readFileSync(join(tasks, thread, "stat"), "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[16]);
  });
  expect(Math.max(...nicenesses)).toBeGreaterThan(Math.min(...nicenesses));
});

test("indexing that was ended in the middle goes on where it stood, in several batches", async () => {
  await index.close();
  const count = 1_200;
  await Promise.all(Array.from({ length: count }, (_, number) => say(`Line ${number} of the log`)));
  const db = openIndex(file, false);
  const { position, head } = indexEvents(db);
  expect(position).toBeLessThan(head);
  expect(position).toBeGreaterThan(0);
  db.close();
  await restart();
  expect(await find("line")).toHaveLength(20);
  expect(await find("1199")).toEqual(["Line 1199 of the log"]);
  const whole = new Database(indexFileOf(file), { readonly: true });
  expect(whole.query("SELECT count(*) AS rows FROM texts").get()).toEqual({ rows: count });
  whole.close();
});

const DAMAGES: Record<string, () => unknown> = {
  missing: () => rmSync(indexFileOf(file)),
  "no database": () => writeFileSync(indexFileOf(file), "Dear diary. ".repeat(1_000)),
  "cut off": () => truncateSync(indexFileOf(file), 6_000),
  "of another version": () => {
    const db = new Database(indexFileOf(file));
    db.run("PRAGMA user_version = 999");
    db.close();
  },
  "without a progress": () => {
    const db = new Database(indexFileOf(file));
    db.run("DELETE FROM progress");
    db.close();
  },
};

for (const [name, damage] of Object.entries(DAMAGES))
  test(`an index that is ${name} is made anew from the log`, async () => {
    await say("Here it is");
    expect(await find("here")).toHaveLength(1);
    await restart(damage);
    expect(await find("here")).toEqual(["Here it is"]);
  });

test("an index whose words are damaged is made anew as soon as it shows", async () => {
  for (let number = 0; number < 50; number++) await say(`Here is ${number}`);
  expect(await find("49")).toHaveLength(1);
  await restart(() => {
    const db = new Database(indexFileOf(file));
    const { rootpage } = db
      .query<{ rootpage: number }, []>("SELECT rootpage FROM sqlite_schema WHERE name = 'words_data'")
      .get() ?? { rootpage: 0 };
    db.close();
    const bytes = readFileSync(indexFileOf(file)).fill(0xff, (rootpage - 1) * 4096, rootpage * 4096);
    writeFileSync(indexFileOf(file), bytes);
  });
  await index.search({ ...QUERY, asker: school.ben.accountId }).catch(() => {});
  expect(await find("49")).toEqual(["Here is 49"]);
  expect(failures.every((failure) => failure.includes("SQLITE_CORRUPT"))).toBe(true);
});

const QUERY = { ...ANYTHING, phrases: [{ text: "here", prefix: true }] };

test("after a backup of the log was put back, nothing of the lost time is found, and what came instead is", async () => {
  const backup = join(folder, "backup.db");
  await say("Kept");
  await restart(() => copyFileSync(file, backup));
  await say("Lost");
  expect(await find("lost")).toEqual(["Lost"]);
  await restart(() => copyFileSync(backup, file));
  expect(await find("lost")).toEqual([]);
  await say("Instead");
  expect(await find("instead")).toEqual(["Instead"]);
  expect(await find("kept")).toEqual(["Kept"]);
});

test("far from the end of the log, pages of what was written before a time are whole, wherever clocks were wrong", async () => {
  const hour = 60 * 60_000;
  const start = school.now();
  const said = Array.from({ length: 60 }, (_, number) => ({
    text: `Note ${number}`,
    hours: number * 6 - (number % 7 === 3 ? 20 : 0) + (number % 11 === 5 ? 23 : 0),
  }));
  for (const { text, hours } of said)
    await school.store.sendMessage({
      roomId: school.room,
      messageId: school.mint(),
      body: { alg: "plain", text },
      sender: school.asha,
      at: start + hours * hour,
    });
  await restart(() => {
    const db = new Database(file);
    db.run("UPDATE meta SET position = 20000000");
    db.close();
  });
  await say("At the end");
  for (const until of [0, 100, 121, 181, 300, 400]) {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await search(index, school.ben, "note", { until: start + until * hour, after, limit: 7 });
      found.push(...texts(page));
      after = page.next ?? undefined;
    } while (after);
    expect(found).toEqual(
      said
        .filter(({ hours }) => hours < until)
        .map(({ text }) => text)
        .toReversed(),
    );
  }
});

test("the log of another history has an index of its own", async () => {
  await say("Of this history");
  expect(await find("history")).toHaveLength(1);
  await restart(() => {
    const db = new Database(file);
    db.run("UPDATE meta SET epoch = 'another'");
    db.run("UPDATE events SET body = replace(body, 'this', 'another')");
    db.close();
  });
  expect(await find("another")).toEqual(["Of another history"]);
});

test("of a deleted or edited message no word is left in the file", async () => {
  const { seq } = await say("Zebrafish in the aquarium");
  const { seq: edited } = await say("Quetzal in the aviary");
  for (let number = 0; number < 30; number++) await say(`Animal ${number}`);
  expect(await find("zebra")).toHaveLength(1);
  await school.delete(school.asha, seq);
  await school.edit(school.asha, edited, { body: { alg: "plain", text: "Parrot" } });
  expect(await find("parrot")).toHaveLength(1);
  await index.close();
  const bytes = new TextDecoder("latin1").decode(await Bun.file(indexFileOf(file)).bytes());
  expect(bytes).toContain("parrot");
  expect(
    ["zebrafish", "brafish", "aquarium", "quetzal", "etzal", "aviary"].filter((word) => bytes.includes(word)),
  ).toEqual([]);
  await restart();
});

test("the log is not written to by the index", () => {
  const db = openIndex(file, false);
  expect(() => db.run("UPDATE meta SET position = 1")).toThrow("readonly");
  expect(db.get<object>("PRAGMA main.synchronous")).toEqual({ synchronous: 1 });
  expect(new Connection(file, "read").get<object>("SELECT count(*) AS rows FROM meta")).toEqual({ rows: 1 });
  db.close();
});

test("no search sorts messages, and none looks at more of them than FTS5 gives", async () => {
  await say("Here it is");
  const db = openIndex(file, false);
  indexEvents(db);
  findMessages(db, {
    ...QUERY,
    asker: school.ben.accountId,
    from: ["asha"],
    in: ["library"],
    since: 0,
    until: 1,
  });
  const aboutMessages = db.prepared.filter((sql) => /\bevents\b/.test(sql));
  expect(aboutMessages.length).toBeGreaterThan(3);
  for (const sql of aboutMessages) {
    const parameters = Array(sql.match(/\?/g)?.length ?? 0).fill(null);
    for (const { detail } of db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters))
      expect(detail).not.toMatch(/^SCAN (?!found VIRTUAL TABLE)|TEMP B-TREE/);
  }
  db.close();
});

test("of a search with very many words the first ones count, so that none takes long", async () => {
  await say("山".repeat(8_000));
  expect(await find(`${"山".repeat(63)}川`)).toEqual([]);
  expect(await find(`${"山".repeat(64)}川 river`)).toHaveLength(1);
});

test("the lag is told, and nothing once all is indexed", async () => {
  await say("One");
  expect(await find("one")).toHaveLength(1);
  expect(index.lag()).toBe(0);
  await say("Two");
  expect(index.lag()).toBeGreaterThan(0);
  expect(await find("two")).toHaveLength(1);
  expect(index.lag()).toBe(0);
});
