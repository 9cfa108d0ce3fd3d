import { beforeEach, describe, expect, test } from "bun:test";
import type { AccountId, DeviceId, LiveFrame, RoomId } from "@encrptalk/protocol";
import { FakeClock } from "../testing/fake-clock.ts";
import { Feeds } from "./feeds.ts";
import { createHub, type Hub, type Listener, liveTopic, roomTopic, type Topic } from "./hub.ts";
import { Presence } from "./presence.ts";
import { Typing } from "./typing.ts";

const asha = "asha" as AccountId;
const ben = "ben" as AccountId;
const choir = "choir" as RoomId;
const chess = "chess" as RoomId;

let clock: FakeClock;
let hub: Hub;
let presence: Presence;
let typing: Typing;
let feeds: Feeds;
let published: { topic: Topic; frame: LiveFrame }[];

beforeEach(() => {
  clock = new FakeClock();
  published = [];
  hub = createHub((topic, frame) => published.push({ topic, frame: JSON.parse(frame) }));
  presence = new Presence(hub, clock);
  typing = new Typing(hub, clock);
  feeds = new Feeds(hub, presence, typing, clock);
});

function listenerOf(accountId: AccountId): Listener & { topics: Set<Topic> } {
  const topics = new Set<Topic>();
  const listener = {
    accountId,
    deviceId: `${accountId}-phone` as DeviceId,
    topics,
    subscribe: (topic: Topic) => void topics.add(topic),
    unsubscribe: (topic: Topic) => void topics.delete(topic),
    end: () => {},
    drain: () => {},
  };
  hub.attach(listener);
  return listener;
}

describe("membership while the rooms of a connection are being read (P11, P14)", () => {
  test("a room left meanwhile is not followed", async () => {
    const listener = listenerOf(asha);
    await hub.followAll(listener, async () => {
      hub.unfollow(asha, choir);
      return [choir, chess];
    });
    expect(listener.topics.has(roomTopic(choir))).toBe(false);
    expect(listener.topics.has(roomTopic(chess))).toBe(true);
  });

  test("a room left during two syncs of one connection is followed by neither", async () => {
    const listener = listenerOf(asha);
    const firstRead = Promise.withResolvers<RoomId[]>();
    const secondRead = Promise.withResolvers<RoomId[]>();
    const first = hub.followAll(listener, () => firstRead.promise);
    const second = hub.followAll(listener, () => secondRead.promise);
    hub.unfollow(asha, choir);
    secondRead.resolve([choir]);
    await second;
    firstRead.resolve([choir]);
    await first;
    expect(listener.topics.has(roomTopic(choir))).toBe(false);
  });

  test("a room left and joined again meanwhile is followed", async () => {
    const listener = listenerOf(asha);
    await hub.followAll(listener, async () => {
      hub.unfollow(asha, choir);
      hub.follow(asha, choir);
      return [choir];
    });
    expect(listener.topics.has(roomTopic(choir))).toBe(true);
  });

  test("a revoked member's every connection stops hearing the room at once", async () => {
    const phone = listenerOf(asha);
    const laptop = listenerOf(asha);
    for (const listener of [phone, laptop]) await hub.followAll(listener, async () => [choir]);
    feeds.publish({ type: "left", accountId: asha, position: 9, previous: 4, roomId: choir });
    for (const { topics } of [phone, laptop]) {
      expect(topics.has(roomTopic(choir))).toBe(false);
      expect(topics.has(liveTopic(choir))).toBe(false);
    }
  });
});

describe("presence (P32)", () => {
  const connect = (accountId: AccountId) => {
    presence.connected(accountId);
    presence.entered(accountId, choir);
  };
  const changes = () =>
    published.flatMap(({ frame }) => (frame.type === "presence" ? [[frame.online, frame.changes]] : []));

  test("a person is online while any device is connected", () => {
    connect(asha);
    connect(asha);
    presence.disconnected(asha);
    clock.pass(60_000);
    expect(presence.isOnline(asha)).toBe(true);
    expect(presence.onlineIn(choir)).toBe(1);
  });

  test("a reload is not an absence", () => {
    connect(asha);
    clock.pass(1_000);
    published.length = 0;
    presence.disconnected(asha);
    clock.pass(4_900);
    connect(asha);
    clock.pass(60_000);
    expect(published).toEqual([]);
  });

  test("five seconds after the last device has gone, the room hears it", () => {
    connect(asha);
    clock.pass(1_000);
    presence.disconnected(asha);
    clock.pass(6_000);
    expect(presence.isOnline(asha)).toBe(false);
    expect(changes()).toEqual([
      [1, [{ accountId: asha, online: true }]],
      [0, [{ accountId: asha, online: false }]],
    ]);
  });

  test("a storm of arrivals is one frame for a room, and in a large one a count (P30)", () => {
    for (let i = 0; i < 150; i++) connect(`student-${i}` as AccountId);
    clock.pass(1_000);
    expect(changes()).toEqual([[150, []]]);
  });
});

describe("typing (P31)", () => {
  const typists = () => published.flatMap(({ frame }) => (frame.type === "typing" ? [frame.accountIds] : []));

  test("expires after five seconds without renewal", () => {
    typing.started(choir, asha);
    clock.pass(4_000);
    typing.started(choir, asha);
    clock.pass(4_900);
    expect(typists()).toEqual([[asha], [asha]]);
    clock.pass(400);
    expect(typists()).toEqual([[asha], [asha], []]);
  });

  test("goes out in one frame for all who type in a room", () => {
    typing.started(choir, asha);
    typing.started(choir, ben);
    clock.pass(200);
    expect(typists()).toEqual([[asha, ben]]);
  });

  test("ends when the message is sent", () => {
    typing.started(choir, asha);
    clock.pass(200);
    feeds.publish({
      type: "event",
      roomId: choir,
      position: 5,
      previous: 4,
      event: {
        type: "message.sent",
        seq: 2,
        number: 1,
        at: clock.now(),
        sender: { accountId: asha, deviceId: "phone" as DeviceId },
        messageId: "m-0000001" as never,
        body: { alg: "plain", text: "Hi" },
      },
    });
    clock.pass(200);
    expect(typists()).toEqual([[asha], []]);
  });
});

describe("the beat (P23)", () => {
  test("names the feeds that moved within the last minute, and nobody else's", () => {
    feeds.publish({ type: "receipts", roomId: choir, position: 3, previous: 0, receipts: [] });
    feeds.publish({ type: "receipts", roomId: chess, position: 4, previous: 0, receipts: [] });
    feeds.publish({ type: "left", accountId: ben, roomId: chess, position: 5, previous: 0 });
    expect(feeds.beat(asha, [choir])).toEqual({
      type: "beat",
      school: 0,
      account: 0,
      rooms: [{ roomId: choir, position: 3 }],
    });
    expect(feeds.beat(ben, []).account).toBe(5);
    clock.pass(61_000);
    expect(feeds.beat(asha, [choir]).rooms).toEqual([]);
  });
});
