import { describe, expect, test } from "bun:test";
import type { Epoch, RoomId, ServerFrame } from "@encrptalk/protocol";
import type { FakeNetwork } from "../testing/fake-network.ts";
import { liveSetting, newSetting, type Setting, textsOf } from "../testing/setting.ts";

const syncs = (network: FakeNetwork) =>
  network.commands.filter(({ command }) => command.type === "sync").length;

/** Takes the frames that are on their way to the client off the wire. */
const intercept = (network: FakeNetwork): ServerFrame[] => network.socket.toClient.splice(0);

async function openBiology() {
  const setting = await liveSetting();
  const close = setting.client.room(setting.biology).open();
  await setting.network.settle();
  setting.network.commands.length = 0;
  return { ...setting, close };
}

describe("live frames", () => {
  test("a message moves the row, the unread count and the open timeline", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    school.say(biology, ben, "hello");
    await network.settle();
    expect(textsOf(client, biology)).toEqual(["hello"]);
    expect(client.room(biology).row.get()).toMatchObject({ messageCount: 1, unread: 1, head: 2 });
    expect(client.rooms.get().rows[0]?.lastMessage?.number).toBe(1);
  });

  test("one that comes twice counts once", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    school.say(biology, ben, "hello");
    network.socket.toClient.push(...network.socket.toClient);
    await network.settle();
    expect(textsOf(client, biology)).toEqual(["hello"]);
  });

  test("frames that overtake each other within 300 ms are put in order without asking", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    for (const text of ["one", "two", "three"]) school.say(biology, ben, text);
    const [one, two, three] = intercept(network);
    network.socket.toClient.push(three as ServerFrame, two as ServerFrame);
    await network.advance(299);
    expect(textsOf(client, biology)).toEqual([]);
    network.socket.toClient.push(one as ServerFrame);
    await network.advance(5_000);
    expect(textsOf(client, biology)).toEqual(["one", "two", "three"]);
    expect(syncs(network)).toBe(0);
  });

  test("a frame that stays missing is fetched by one sync", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    school.say(biology, ben, "one");
    intercept(network);
    for (const text of ["two", "three"]) school.say(biology, ben, text);
    await network.advance(300);
    expect(textsOf(client, biology)).toEqual(["one", "two", "three"]);
    await network.advance(5_000);
    expect(syncs(network)).toBe(1);
  });

  test("a lost receipt is a gap too", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    school.say(biology, ben, "one");
    await network.settle();
    school.mark(biology, ben, { read: 1 });
    intercept(network);
    school.say(biology, ben, "two");
    await network.advance(300);
    expect(syncs(network)).toBe(1);
    expect(client.room(biology).row.get()?.messageCount).toBe(2);
  });

  test("a message lost in a room that then falls quiet is noticed by the next beat", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    school.say(biology, ben, "lost");
    intercept(network);
    const rooms = [{ roomId: biology, position: school.position }];
    network.socket.toClient.push({ type: "beat", school: 0, account: 0, rooms });
    await network.advance(300);
    expect(textsOf(client, biology)).toEqual(["lost"]);
  });

  test("a beat that is not ahead asks nothing", async () => {
    const { network, school, biology } = await openBiology();
    const rooms = [{ roomId: biology, position: school.position }];
    network.socket.toClient.push({ type: "beat", school: 0, account: 0, rooms });
    await network.advance(5_000);
    expect(syncs(network)).toBe(0);
  });

  test("what one room is told leaves the other rooms' snapshots as they are", async () => {
    const { network, client, school, biology, ben, asha } = await openBiology();
    const chemistry = school.addRoom("Chemistry", [ben]);
    school.join(chemistry, asha);
    await network.settle();
    const before = {
      row: client.room(chemistry).row.get(),
      timeline: client.room(chemistry).timeline.get(),
      receipts: client.room(chemistry).receipts.get(),
    };
    school.say(biology, ben, "hello");
    await network.settle();
    expect(client.room(chemistry).row.get()).toBe(before.row);
    expect(client.room(chemistry).timeline.get()).toBe(before.timeline);
    expect(client.room(chemistry).receipts.get()).toBe(before.receipts);
    expect(client.rooms.get().rows).toContain(before.row as never);
  });
});

describe("the school's feed", () => {
  const changed = (school: Setting["school"], roomId: RoomId): ServerFrame => {
    const previous = school.school;
    school.school = ++school.position;
    const room = school.row(roomId, "ben" as never);
    return { type: "room.changed", position: school.school, previous, room };
  };

  test("tells once that the list of rooms is stale, and in order", async () => {
    const { network, client, school, ben } = await openBiology();
    const heard: string[] = [];
    client.onRoomChanged(({ title }) => heard.push(title));
    const frames = ["Chemistry", "Physics"].map((title) => changed(school, school.addRoom(title, [ben])));
    network.socket.toClient.push(...frames.toReversed(), ...frames);
    await network.advance(5_000);
    expect(heard).toEqual(["Chemistry", "Physics"]);
    expect(syncs(network)).toBe(0);
  });
});

describe("a newer server", () => {
  test("an event of an unknown type shows nothing, and has its number", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    school.say(biology, ben, "one");
    school.append(biology, { accountId: ben, deviceId: "b" as never }, { type: "poll.opened" } as never);
    school.say(biology, ben, "two");
    await network.advance(5_000);
    expect(textsOf(client, biology)).toEqual(["one", "two"]);
    expect(client.room(biology).row.get()?.head).toBe(4);
    expect(syncs(network)).toBe(0);
  });

  test("so it does when it comes by sync or by page", async () => {
    const { network, client, school, biology, ben } = await liveSetting();
    network.socket.lose();
    school.append(biology, { accountId: ben, deviceId: "b" as never }, { type: "poll.opened" } as never);
    school.say(biology, ben, "two");
    await network.advance(1_000);
    expect(client.room(biology).row.get()).toMatchObject({ head: 3, messageCount: 1 });
    client.room(biology).open();
    await network.settle();
    expect(textsOf(client, biology)).toEqual(["two"]);
    school.say(biology, ben, "three");
    await network.settle();
    expect(textsOf(client, biology)).toEqual(["two", "three"]);
  });

  test("frames of unknown types are ignored, and those that move a room's feed move it", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    network.socket.toClient.push({ type: "weather", text: "rain" } as never);
    const previous = school.rooms.get(biology)?.position ?? 0;
    const position = ++school.position;
    (school.rooms.get(biology) as { position: number }).position = position;
    network.socket.toClient.push({ type: "reaction", roomId: biology, position, previous } as never);
    school.say(biology, ben, "hello");
    await network.advance(5_000);
    expect(textsOf(client, biology)).toEqual(["hello"]);
    expect(syncs(network)).toBe(0);
  });
});

describe("coming back", () => {
  test("live frames that come before the sync's reply are held, and applied after it", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    network.socket.lose();
    school.say(biology, ben, "missed");
    network.holdsReplies = true;
    await network.advance(1_000);
    school.say(biology, ben, "live");
    await network.settle();
    expect(textsOf(client, biology)).toEqual([]);
    await network.releaseReplies();
    expect(textsOf(client, biology)).toEqual(["missed", "live"]);
    await network.advance(5_000);
    expect(syncs(network)).toBe(1);
  });

  test("held frames of another history do not touch the one that is about to end", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    network.socket.lose();
    school.epoch = "second" as Epoch;
    network.holdsReplies = true;
    await network.advance(1_000);
    const arrivals: string[] = [];
    client.onEvent(({ event }) => arrivals.push(event.type));
    school.say(biology, ben, "in the new history");
    await network.settle();
    expect(client.room(biology).row.get()?.messageCount).toBe(0);
    await network.releaseReplies();
    await network.advance(5_000);
    expect(client.room(biology).row.get()?.messageCount).toBe(1);
    expect(textsOf(client, biology)).toEqual(["in the new history"]);
  });

  test("it is told which events are new, and whether they were missed", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    const arrivals: unknown[] = [];
    client.onEvent(({ event, by }) => arrivals.push([event.seq, by]));
    school.say(biology, ben, "live");
    await network.settle();
    network.socket.lose();
    school.say(biology, ben, "missed");
    await network.advance(1_000);
    expect(arrivals).toEqual([
      [2, "live"],
      [3, "replayed"],
    ]);
  });

  test("an edit that was missed is in the text", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    const { seq, sender } = school.say(biology, ben, "helo");
    await network.settle();
    network.socket.lose();
    school.append(biology, sender, {
      type: "message.edited",
      target: seq,
      body: { alg: "plain", text: "hello" },
    });
    await network.advance(1_000);
    expect(textsOf(client, biology)).toEqual(["hello"]);
    expect(client.room(biology).row.get()?.lastMessage?.body).toEqual({ alg: "plain", text: "hello" });
  });

  test("when too much was missed, the end of the room is shown and older pages are to be had", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    school.say(biology, ben, "before");
    await network.settle();
    network.socket.lose();
    school.mostCatchUp = 5;
    for (let number = 1; number <= 20; number++) school.say(biology, ben, `missed ${number}`);
    await network.advance(1_000);
    expect(textsOf(client, biology)).toEqual([16, 17, 18, 19, 20].map((number) => `missed ${number}`));
    expect(client.room(biology).timeline.get()).toMatchObject({ hasOlder: true, hasNewer: false });
    expect(client.room(biology).row.get()).toMatchObject({ messageCount: 21, unread: 21 });

    await client.room(biology).loadOlder();
    await network.settle();
    expect(textsOf(client, biology)).toHaveLength(21);
  });

  test("a room that was left meanwhile is gone", async () => {
    const { network, client, school, biology, asha } = await openBiology();
    network.socket.lose();
    school.leave(biology, asha);
    await network.advance(1_000);
    expect(client.rooms.get().rows).toEqual([]);
    expect(client.room(biology).row.get()).toBeNull();
    expect(client.room(biology).timeline.get().status).toBe("failed");
  });

  test("a room that was joined meanwhile is there", async () => {
    const { network, client, school, asha, ben } = await openBiology();
    network.socket.lose();
    const chemistry = school.addRoom("Chemistry", [ben]);
    school.join(chemistry, asha);
    await network.advance(1_000);
    expect(
      client.rooms
        .get()
        .rows.map(({ title }) => title)
        .sort(),
    ).toEqual(["Biology", "Chemistry"]);
  });

  test("another history resets everything but what is unsent", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    school.say(biology, ben, "of the old history");
    await network.settle();
    await network.cut();
    client.room(biology).send({ text: "unsent" });
    school.epoch = "second" as Epoch;
    school.rooms.get(biology)?.log.splice(1);
    school.say(biology, ben, "of the new one");
    network.carriesHttp = true;
    network.carriesWebSocket = true;
    client.tryNow();
    await network.settle();
    expect(textsOf(client, biology)).toEqual(["of the new one", "unsent"]);
    expect(client.room(biology).row.get()?.messageCount).toBe(2);
  });
});

describe("joining and leaving", () => {
  test("on another device, a joined room appears and a left one disappears", async () => {
    const { network, client, school, asha, ben } = await openBiology();
    const chemistry = school.addRoom("Chemistry", [ben]);
    school.join(chemistry, asha);
    await network.settle();
    expect(client.room(chemistry).row.get()?.title).toBe("Chemistry");
    school.leave(chemistry, asha);
    await network.settle();
    expect(client.room(chemistry).row.get()).toBeNull();
    await network.advance(5_000);
    expect(syncs(network)).toBe(0);
  });

  test("joining gives the row and the recent messages at once", async () => {
    const { network, client, school, ben } = await openBiology();
    const chemistry = school.addRoom("Chemistry", [ben]);
    school.say(chemistry, ben, "welcome");
    const joining = client.join(chemistry);
    await network.settle();
    await joining;
    expect(client.room(chemistry).row.get()?.memberCount).toBe(2);
    expect(textsOf(client, chemistry)).toEqual(["welcome"]);
    school.say(chemistry, ben, "and more");
    await network.settle();
    expect(textsOf(client, chemistry)).toEqual(["welcome", "and more"]);
  });

  test("after leaving, the room's messages stop, those still on the wire too", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    const leaving = client.room(biology).leave();
    await network.settle();
    await leaving;
    expect(client.rooms.get().rows).toEqual([]);
    const event = school.say(biology, ben, "among ourselves");
    const room = school.rooms.get(biology);
    network.socket.toClient.push({
      type: "event",
      roomId: biology,
      position: room?.position ?? 0,
      previous: 0,
      event,
    });
    await network.advance(5_000);
    expect(client.room(biology).row.get()).toBeNull();
    expect(syncs(network)).toBe(0);
  });
});

describe("over HTTP", () => {
  test("messages keep coming by long poll, edits and new rooms too", async () => {
    const { network, client, school, biology, ben, asha } = await openBiology();
    network.carriesWebSocket = false;
    network.socket.lose();
    await network.advance(10_000);
    expect(client.connection.get().status).toBe("limited");
    school.say(biology, ben, "by poll");
    await network.advance(300);
    expect(textsOf(client, biology)).toEqual(["by poll"]);
    school.join(school.addRoom("Chemistry", [ben]), asha);
    await network.advance(300);
    expect(client.rooms.get().rows).toHaveLength(2);
  });

  test("nothing is lost or doubled on the way from HTTP back to WebSocket", async () => {
    const { network, client, school, biology, ben } = await openBiology();
    network.carriesWebSocket = false;
    network.socket.lose();
    await network.advance(10_000);
    school.say(biology, ben, "one");
    await network.advance(300);
    network.carriesWebSocket = true;
    client.tryNow();
    school.say(biology, ben, "two");
    await network.settle();
    school.say(biology, ben, "three");
    await network.settle();
    expect(client.connection.get().status).toBe("live");
    expect(textsOf(client, biology)).toEqual(["one", "two", "three"]);
  });
});

test("a room that nobody knows is not found, once the list is there", async () => {
  const { network, connect } = newSetting();
  const client = connect();
  const room = client.room("nowhere" as RoomId);
  room.open();
  expect(room.timeline.get().status).toBe("loading");
  await network.settle();
  expect(room.timeline.get()).toMatchObject({ status: "failed", error: { code: "room-not-found" } });
});
