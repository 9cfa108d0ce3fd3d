import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AccountId, type MessageSent, type RoomEvent, type RoomId, unreadOf } from "@encrptalk/protocol";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import type { Store } from "../store/store.ts";
import { CONVERSATIONS, STUDENT_CONVERSATIONS } from "./conversations/index.ts";
import { prepareDemoFolder } from "./demo-folder.ts";
import { EVERYBODY, MOVED_AWAY, PEOPLE, type PersonKey } from "./people.ts";

/** A Monday morning: the school day before it is three days ago. */
const NOW = new Date(2026, 2, 9, 9, 30).getTime();
const CHEAP = { now: NOW, passwordCost: { memoryKibibytes: 64, passes: 1 } };

describe("the sample school", () => {
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-demo-"));
  let store: Store;
  const rooms = new Map<string, { roomId: RoomId; events: RoomEvent[] }>();

  beforeAll(async () => {
    await prepareDemoFolder(folder, CHEAP);
    store = await openSqliteStore({ file: join(folder, "encrptalk.db") });
    for (const archived of [false, true]) {
      const page = await store.rooms({ archived, after: undefined, limit: 100 });
      for (const { roomId, title } of page.rooms)
        rooms.set(title, { roomId, events: await allEvents(store, roomId) });
    }
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const accountOf = async (who: PersonKey): Promise<AccountId> => {
    const sql = "SELECT id FROM accounts WHERE email = ?";
    const [account] = await store.sql.read<{ id: AccountId }>(sql, [PEOPLE[who].email]);
    if (!account) throw new Error(`${who} has no account`);
    return account.id;
  };
  const messages = () =>
    [...rooms.values()].flatMap(({ events }) =>
      events.filter((event): event is MessageSent => event.type === "message.sent"),
    );

  test("has its people, its rooms, and enough to read", async () => {
    const [people] = await store.sql.read<{ count: number }>("SELECT count(*) AS count FROM accounts", []);
    expect(people?.count).toBe(EVERYBODY.length);
    expect([...rooms.keys()].sort()).toEqual([
      "Chess Club",
      "Choir",
      "Everyone",
      "Lakes Trip",
      "Lost and Found",
      "School Newspaper",
      "Science Fair",
      "Year 10 Maths",
    ]);
    const written = CONVERSATIONS.filter(({ title }) => title !== "Year 10 Maths")
      .flatMap(({ scenes }) => scenes.flatMap(({ lines }) => lines))
      .filter(({ type }) => type === "message");
    expect(written.length).toBeGreaterThan(150);
    expect(messages().length).toBeGreaterThan(2_500);
  });

  test("numbers the events of each room without a gap", () => {
    for (const { events } of rooms.values())
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  });

  test("goes forward in time, and nothing in it is yet to come", () => {
    for (const { events } of rooms.values()) {
      const times = events.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).toBeLessThan(NOW);
    }
    const latest = Math.max(...messages().map(({ at }) => at));
    expect(NOW - latest).toBeLessThan(10 * 60_000);
  });

  test("says nothing twice in one person's words, and names weekdays", () => {
    const said = messages().flatMap(({ sender, body }) =>
      body?.alg === "plain" ? [`${sender.accountId} ${body.text}`] : [],
    );
    expect(said.filter((text, index) => said.indexOf(text) !== index)).toEqual([]);
    expect(said.filter((text) => /\{|undefined|NaN/.test(text))).toEqual([]);
  });

  test("has answers, edits and a deletion", () => {
    const all = messages();
    expect(all.filter(({ edited }) => edited).length).toBeGreaterThan(2);
    expect(all.filter(({ deleted }) => deleted)).toHaveLength(1);
    expect(all.filter(({ body }) => body?.alg === "plain" && body.replyTo).length).toBeGreaterThan(100);
  });

  test("leaves Asha and Ben just the unread messages that the script says", async () => {
    for (const who of ["asha", "ben"] as const) {
      const known = { epoch: null, school: 0, account: 0, rooms: [] };
      const { rooms: joined } = await store.catchUp(await accountOf(who), known);
      const unread = joined
        .filter(({ kind }) => kind === "group")
        .map(({ title, messageCount, read }) => [title, messageCount - read] as const);
      const scripted = CONVERSATIONS.filter(({ members }) => members.includes(who)).map(
        ({ title, unread }) =>
          [title === "Newspaper" ? "School Newspaper" : title, unread[who] ?? 0] as const,
      );
      expect(new Map(unread)).toEqual(new Map(scripted));
    }
  });

  test("has a desk on which some wait, the longest waiting first, and some have never written", async () => {
    const rao = await accountOf("rao");
    const { entries, total } = await store.deskPage(rao, { filter: "all", limit: 200 });
    const students = EVERYBODY.filter((who) => PEOPLE[who].role === "student" && !MOVED_AWAY.includes(who));
    expect(total).toBe(students.length);
    const unread = entries.filter((entry) => unreadOf(entry) > 0).map(({ student }) => student.name);
    const scripted = STUDENT_CONVERSATIONS.filter((one) => one.unread.rao);
    expect([...unread].sort()).toEqual(scripted.map(({ student }) => PEOPLE[student].name).sort());
    expect(unread[0]).toBe(PEOPLE.minhanh.name);
    const counts = await store.deskCounts(rao);
    expect(counts).toMatchObject({
      unread: scripted.length,
      waiting: scripted.length,
      new: students.length - STUDENT_CONVERSATIONS.length,
    });
    expect(counts.closed).toBeGreaterThan(5);
  });

  test("tells Asha of what the office answered her", async () => {
    const known = { epoch: null, school: 0, account: 0, rooms: [] };
    const { rooms: joined } = await store.catchUp(await accountOf("asha"), known);
    const conversation = joined.find(({ kind }) => kind === "student");
    expect(conversation).toMatchObject({ messageCount: 9, read: 7, conversation: { status: "active" } });
  });

  test("is made once", async () => {
    await store.close();
    await prepareDemoFolder(folder, CHEAP);
    store = await openSqliteStore({ file: join(folder, "encrptalk.db") });
    expect(await allEvents(store, rooms.get("Everyone")?.roomId)).toHaveLength(
      rooms.get("Everyone")?.events.length ?? -1,
    );
  });
});

test("a folder with another school is left alone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-demo-"));
  const file = join(folder, "encrptalk.db");
  await (await openSqliteStore({ file })).close();
  await expect(prepareDemoFolder(folder, CHEAP)).rejects.toThrow("not the demo");
  expect(existsSync(file)).toBe(true);
  rmSync(folder, { recursive: true });
});

test("a school that was left unfinished is made anew, but not while another process makes it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-demo-"));
  const file = join(folder, "encrptalk.db");
  writeFileSync(join(folder, "demo-unfinished.txt"), "");
  const half = await openSqliteStore({ file });
  await expect(prepareDemoFolder(folder, CHEAP)).rejects.toThrow("in use");
  await half.sql.write("INSERT INTO settings (key, value) VALUES ('school_name', 'Half a School')", []);
  await half.close();

  await prepareDemoFolder(folder, CHEAP);
  const store = await openSqliteStore({ file });
  const names = await store.sql.read("SELECT value FROM settings WHERE key = 'school_name'", []);
  expect(names).toEqual([{ value: "Hillcrest School" }]);
  await store.close();
  rmSync(folder, { recursive: true });
});

async function allEvents(store: Store, roomId: RoomId | undefined): Promise<RoomEvent[]> {
  const events: RoomEvent[] = [];
  for (let more = roomId !== undefined; roomId && more; ) {
    const page = await store.events(roomId, { after: events.length, limit: 200 });
    events.push(...page.events);
    more = page.events.length === 200;
  }
  return events;
}
