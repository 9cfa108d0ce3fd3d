import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RoomId, Sync } from "@encrptalk/protocol";
import { Feeds } from "../live/feeds.ts";
import { createHub, type Listener, roomTopic, type Topic } from "../live/hub.ts";
import { Presence } from "../live/presence.ts";
import { Typing } from "../live/typing.ts";
import { decodeSynced } from "../rooms/index.ts";
import { School } from "../store/contract/school.ts";
import { InProcessThreads } from "../store/sqlite/in-process-threads.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import type { Store } from "../store/store.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { follow } from "./follow.ts";
import type { Gateway } from "./gateway.ts";
import { LargeReads } from "./large-reads.ts";

const folder = mkdtempSync(join(tmpdir(), "encrptalk-follow-"));
const clock = new FakeClock();
/** What the reading thread has found and not told yet, while it is held. */
let held: (() => void)[] | null = null;
let readings = 0;
let store: Store;
let school: School;
let gateway: Gateway;
let told: Topic[] = [];

beforeAll(async () => {
  const threads = new InProcessThreads(({ thread, carryOut }) =>
    queueMicrotask(() => {
      const tell = carryOut();
      if (thread === "reader") readings += 1;
      if (thread === "reader" && held) held.push(tell);
      else tell();
    }),
  );
  store = await openSqliteStore({ file: join(folder, "school.sqlite"), threads });
  school = await new School(store, "plain").open();
  const hub = createHub((topic) => told.push(topic));
  const presence = new Presence(hub, clock);
  const feeds = new Feeds(hub, presence, new Typing(hub, clock), clock);
  store.onCommitted((change) => feeds.publish(change));
  const largeReads = new LargeReads(10, { isSignedIn: async () => true });
  const parts: Partial<Gateway> = { hub, presence, feeds, largeReads };
  gateway = { ...parts, rooms: { store, presence } as Gateway["rooms"] } as Gateway;
});

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const known = async (): Promise<Omit<Sync, "type">> => {
  const { school: schoolFeed, account, rooms } = await school.catchUp(school.asha);
  const heads = rooms.map(({ roomId, head, position }) => ({ roomId, seq: head, position }));
  return { epoch: store.epoch, school: schoolFeed, account, rooms: heads };
};

/** Asha's client follows, and `meanwhile` happens after it was read what she misses and before she hears anything. */
async function followDuring(meanwhile: () => Promise<unknown>) {
  const topics = new Set<Topic>();
  const listener: Listener = {
    ...school.asha,
    role: "student",
    subscribe: (topic) => void topics.add(topic),
    unsubscribe: (topic) => void topics.delete(topic),
    end() {},
    drain() {},
  };
  const since = await known();
  readings = 0;
  held = [];
  gateway.hub.attach(listener);
  const answer = follow(gateway, listener, { ...school.asha, name: "Asha" } as never, since);
  while (held.length === 0) await Promise.resolve();
  told = [];
  expect(topics.has(roomTopic(school.room))).toBe(false);
  await meanwhile();
  for (const tell of held.splice(0)) tell();
  held = null;
  const { updates } = decodeSynced(await answer);
  gateway.hub.detach(listener);
  return { topics, events: updates.flatMap((update) => (update.status === "gone" ? [] : update.events)) };
}

test("what is said after the reading and before the subscription is in the answer (P14)", async () => {
  const { events, topics } = await followDuring(() => school.send(school.ben));
  expect(told).toEqual([roomTopic(school.room)]);
  expect(events).toEqual([await school.eventAt(events[0]?.seq ?? 0)]);
  expect(topics.has(roomTopic(school.room))).toBe(true);
});

test("where nothing was said in the rooms of one's own, nothing is read again", async () => {
  const elsewhere = "elsewhere" as RoomId;
  await school.create(elsewhere);
  await school.join(school.ben, elsewhere);
  const { events } = await followDuring(() => school.send(school.ben, { roomId: elsewhere }));
  expect(events).toEqual([]);
  expect(readings).toBe(1);
});

test("a room left meanwhile is not followed (P11)", async () => {
  const { topics } = await followDuring(() => school.leave(school.asha));
  expect(topics.has(roomTopic(school.room))).toBe(false);
});
