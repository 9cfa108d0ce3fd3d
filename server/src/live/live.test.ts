import { beforeEach, describe, expect, test } from "bun:test";
import type { AccountId, DeviceId, LiveFrame, Role, RoomId } from "@encrptalk/protocol";
import { FakeClock } from "../testing/fake-clock.ts";
import { Feeds } from "./feeds.ts";
import {
  type Audible,
  accountTopic,
  createHub,
  type Hub,
  type Listener,
  liveTopic,
  roomTopic,
  type Topic,
} from "./hub.ts";
import { Presence } from "./presence.ts";
import { Typing } from "./typing.ts";

const asha = "asha" as AccountId;
const ben = "ben" as AccountId;
const rao = "rao" as AccountId;
const choir = "choir" as RoomId;
const chess = "chess" as RoomId;
const ashasRoom = "ashas-room" as RoomId;
const bensRoom = "bens-room" as RoomId;

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
    role: "student" as Role,
    topics,
    subscribe: (topic: Topic) => void topics.add(topic),
    unsubscribe: (topic: Topic) => void topics.delete(topic),
    end: () => {},
    drain: () => {},
  };
  hub.attach(listener);
  return listener;
}

/** All rooms are the account's own. */
const followOwn = (listener: Listener, readRooms: () => Promise<RoomId[]>) =>
  hub.followAll(listener, [], async () => ({ joined: headsOf(await readRooms()), entered: [] }));

const headsOf = (rooms: readonly RoomId[]) => rooms.map((roomId) => ({ roomId }));

describe("membership while the rooms of a connection are being read (P11, P14)", () => {
  test("a room left meanwhile is not followed", async () => {
    const listener = listenerOf(asha);
    await followOwn(listener, async () => {
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
    const first = followOwn(listener, () => firstRead.promise);
    const second = followOwn(listener, () => secondRead.promise);
    hub.unfollow(asha, choir);
    secondRead.resolve([choir]);
    await second;
    firstRead.resolve([choir]);
    await first;
    expect(listener.topics.has(roomTopic(choir))).toBe(false);
  });

  test("a room left and joined again meanwhile is followed", async () => {
    const listener = listenerOf(asha);
    await followOwn(listener, async () => {
      hub.unfollow(asha, choir);
      hub.follow(asha, choir);
      return [choir];
    });
    expect(listener.topics.has(roomTopic(choir))).toBe(true);
  });

  test("a revoked member's every connection stops hearing the room at once", async () => {
    const phone = listenerOf(asha);
    const laptop = listenerOf(asha);
    for (const listener of [phone, laptop]) await followOwn(listener, async () => [choir]);
    feeds.publish({ type: "left", accountId: asha, position: 9, previous: 4, roomId: choir });
    for (const { topics } of [phone, laptop]) {
      expect(topics.has(roomTopic(choir))).toBe(false);
      expect(topics.has(liveTopic(choir))).toBe(false);
    }
  });
});

describe("student rooms that staff name (P43)", () => {
  const follow = (listener: Listener, ...named: RoomId[]) =>
    hub.followAll(listener, named, async () => ({ joined: [], entered: headsOf(named) }));
  const followed = ({ topics }: { topics: Set<Topic> }) =>
    [ashasRoom, bensRoom].filter((roomId) => topics.has(roomTopic(roomId)));

  test("are followed until they are not named any more, without what comes with the desk", async () => {
    const listener = listenerOf(rao);
    await follow(listener, ashasRoom, bensRoom);
    expect(followed(listener)).toEqual([ashasRoom, bensRoom]);
    expect(listener.topics.has(liveTopic(ashasRoom))).toBe(false);
    await follow(listener, bensRoom);
    expect(followed(listener)).toEqual([bensRoom]);
    await follow(listener);
    expect([...listener.topics]).toEqual(["school", accountTopic(rao)]);
  });

  test("are those of the last of several calls, whichever is read last", async () => {
    const listener = listenerOf(rao);
    const slowRead = Promise.withResolvers<Audible>();
    const first = hub.followAll(listener, [ashasRoom], () => slowRead.promise);
    await follow(listener, bensRoom);
    slowRead.resolve({ joined: [], entered: headsOf([ashasRoom]) });
    await first;
    expect(followed(listener)).toEqual([bensRoom]);
  });

  test("are not followed by whom they do not let in", async () => {
    const listener = listenerOf(rao);
    await hub.followAll(listener, [ashasRoom], async () => ({ joined: [], entered: [] }));
    expect(followed(listener)).toEqual([]);
  });
});

describe("presence (P32)", () => {
  const connect = (accountId: AccountId) => {
    presence.connected(accountId, "student");
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
    connect(ben);
    clock.pass(1_000);
    published.length = 0;
    presence.disconnected(asha);
    clock.pass(4_900);
    connect(asha);
    clock.pass(60_000);
    expect(published).toEqual([]);
  });

  test("five seconds after the last device has gone, the room hears it", () => {
    connect(ben);
    clock.pass(1_000);
    connect(asha);
    clock.pass(1_000);
    presence.disconnected(asha);
    clock.pass(6_000);
    expect(presence.isOnline(asha)).toBe(false);
    expect(changes()).toEqual([
      [2, [{ accountId: asha, online: true }]],
      [1, [{ accountId: asha, online: false }]],
    ]);
  });

  test("who comes into an empty room is told nothing: the answer to their sync has said so", () => {
    connect(asha);
    clock.pass(1_000);
    presence.disconnected(asha);
    clock.pass(6_000);
    expect(changes()).toEqual([]);
  });

  test("a room of thousands hears it the more rarely the more hear it", () => {
    for (let i = 0; i < 3_500; i++) connect(`student-${i}` as AccountId);
    const seconds = 12;
    for (let second = 0; second < seconds; second++) {
      clock.pass(1_000);
      connect(`late-${second}` as AccountId);
    }
    expect(changes().length).toBe(seconds / 4);
    clock.pass(4_000);
    expect(changes().at(-1)).toEqual([3_500 + seconds, []]);
  });

  test("a storm of arrivals is one frame for a room, and in a large one a count (P30)", () => {
    for (let i = 0; i < 150; i++) connect(`student-${i}` as AccountId);
    clock.pass(1_000);
    expect(changes()).toEqual([[150, []]]);
  });
});

describe("presence for the desk (P45)", () => {
  const told = () =>
    published.flatMap(({ frame }) => (frame.type === "desk.presence" ? [frame.changes] : []));

  test("is of students, those too who are in no room, and not of staff", () => {
    presence.connected(asha, "student");
    presence.connected(rao, "admin");
    clock.pass(1_000);
    expect(published).toEqual([
      {
        topic: "desk:live",
        frame: { type: "desk.presence", changes: [{ accountId: asha, online: true }] },
      },
    ]);
    expect(presence.studentsOnline).toBe(1);
    presence.disconnected(asha);
    clock.pass(6_000);
    expect(told().at(-1)).toEqual([{ accountId: asha, online: false }]);
    expect(presence.studentsOnline).toBe(0);
  });

  test("of a school that comes in at once is few frames, each of them bounded", () => {
    for (let i = 0; i < 1_200; i++) presence.connected(`student-${i}` as AccountId, "student");
    clock.pass(1_000);
    expect(told().map(({ length }) => length)).toEqual([500, 500, 200]);
  });
});

describe("typing (P31)", () => {
  const typists = () => published.flatMap(({ frame }) => (frame.type === "typing" ? [frame.accountIds] : []));

  test("expires after five seconds without renewal", () => {
    typing.started(choir, "group", asha);
    clock.pass(4_000);
    typing.started(choir, "group", asha);
    clock.pass(4_900);
    expect(typists()).toEqual([[asha], [asha]]);
    clock.pass(400);
    expect(typists()).toEqual([[asha], [asha], []]);
  });

  test("goes out in one frame for all who type in a room", () => {
    typing.started(choir, "group", asha);
    typing.started(choir, "group", ben);
    clock.pass(200);
    expect(typists()).toEqual([[asha, ben]]);
  });

  test("in a student room is told to the student and to the desk, in a group to the group alone (P45)", () => {
    typing.started(ashasRoom, "student", rao);
    typing.started(choir, "group", ben);
    clock.pass(200);
    expect(published.map(({ topic }) => topic)).toEqual([
      liveTopic(ashasRoom),
      "desk:live",
      liveTopic(choir),
    ]);
    typing.stopped(ashasRoom, rao);
    published.length = 0;
    clock.pass(200);
    const nobody: LiveFrame = { type: "typing", roomId: ashasRoom, accountIds: [] };
    expect(published).toEqual([
      { topic: liveTopic(ashasRoom), frame: nobody },
      { topic: "desk:live", frame: nobody },
    ]);
  });

  test("ends when the message is sent", () => {
    typing.started(choir, "group", asha);
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

describe("what a room has told since it was read (P14)", () => {
  const tell = (roomId: RoomId, position: number) =>
    feeds.publish({ type: "receipts", roomId, position, previous: 0, receipts: [] });

  test("is known of each room by itself", () => {
    tell(choir, 3);
    const before = feeds.newest;
    tell(chess, 5);
    expect(feeds.areAhead([{ roomId: chess, position: 4 }], before)).toBe(true);
    expect(feeds.areAhead([{ roomId: chess, position: 5 }], before)).toBe(false);
    expect(feeds.areAhead([{ roomId: choir, position: 3 }], before)).toBe(false);
  });

  test("is supposed where it has been forgotten meanwhile", () => {
    tell(choir, 3);
    const before = feeds.newest;
    const read = [{ roomId: choir, position: 3 }];
    tell(choir, 4);
    clock.pass(121_000);
    tell(chess, 5);
    expect(feeds.areAhead(read, before)).toBe(true);
    expect(feeds.areAhead([{ roomId: choir, position: 4 }], feeds.newest)).toBe(false);
  });
});

describe("the beat (P23)", () => {
  test("names the feeds that moved within the last minute or two, and nobody else's", () => {
    feeds.publish({ type: "receipts", roomId: choir, position: 3, previous: 0, receipts: [] });
    feeds.publish({ type: "receipts", roomId: chess, position: 4, previous: 0, receipts: [] });
    feeds.publish({ type: "left", accountId: ben, roomId: chess, position: 5, previous: 0 });
    expect(feeds.beat(asha, [roomTopic(choir)])).toEqual({
      type: "beat",
      school: 0,
      account: 0,
      desk: 0,
      rooms: [{ roomId: choir, position: 3 }],
    });
    expect(feeds.beat(ben, [accountTopic(ben)]).account).toBe(5);
    feeds.publish({ type: "desk", position: 6, previous: 0, rows: [] });
    expect(feeds.beat(rao, ["desk"]).desk).toBe(6);
    expect(feeds.beat(asha, [roomTopic(choir)]).desk).toBe(0);
    clock.pass(60_000);
    expect(feeds.beat(asha, [roomTopic(choir)]).rooms).toHaveLength(1);
    clock.pass(60_000);
    expect(feeds.beat(asha, [roomTopic(choir)]).rooms).toEqual([]);
  });

  test("names them also after the server's clock was set", () => {
    feeds.publish({ type: "desk", position: 6, previous: 0, rows: [] });
    clock.set(clock.now() + 24 * 60 * 60_000);
    expect(feeds.beat(rao, ["desk"]).desk).toBe(6);
  });

  test("names nothing to a connection that has not followed anything yet", () => {
    feeds.publish({ type: "people", position: 3, previous: 0, accountIds: [ben] });
    feeds.publish({ type: "left", accountId: asha, roomId: chess, position: 4, previous: 0 });
    expect(feeds.beat(asha, [])).toEqual({ type: "beat", school: 0, account: 0, desk: 0, rooms: [] });
    expect(feeds.beat(asha, ["school", accountTopic(asha)])).toMatchObject({ school: 3, account: 4 });
  });
});
