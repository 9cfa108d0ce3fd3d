import { describe, expect, test } from "bun:test";
import type { AccountId, Epoch, RoomId } from "@encrptalk/protocol";
import { newDesk } from "../testing/desk-setting.ts";
import { newSetting, openBiology, syncs, textsOf } from "../testing/setting.ts";

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

  test("a room that was joined before the first sync, in a history that ended before it too, is not mixed with the next one's", async () => {
    const { network, school, ben, connect } = newSetting();
    const chemistry = school.addRoom("Chemistry", [ben]);
    school.say(chemistry, ben, "of the old history");
    network.isHalfOpen = true;
    const client = connect();
    const told: unknown[] = [];
    client.onEvent((arrival) => told.push(arrival));
    client.onRoomJoined((arrival) => told.push(arrival));
    client.room(chemistry).open();
    const joining = client.join(chemistry);
    await network.settle();
    await joining;
    expect(textsOf(client, chemistry)).toEqual(["of the old history"]);

    school.epoch = "second" as Epoch;
    school.room(chemistry).log.splice(1);
    for (const text of ["one", "two", "three"]) school.say(chemistry, ben, text);
    network.isHalfOpen = false;
    await network.settle();
    expect(client.connection.get().status).toBe("live");
    expect(textsOf(client, chemistry)).toEqual(["one", "two", "three"]);
    expect(client.room(chemistry).row.get()).toMatchObject({ head: 4, messageCount: 3 });
    expect(told).toEqual([]);
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

  test("a conversation that is opened while WebSocket catches up again is followed on it, and does not stand still", async () => {
    const { network, school, students, connect } = newDesk(["Asha"]);
    const asha = students[0] as AccountId;
    network.carriesWebSocket = false;
    const client = connect();
    await network.advance(25_000);
    expect(client.connection.get().status).toBe("limited");
    network.carriesWebSocket = true;
    network.holdsReplies = true;
    client.tryNow();
    await network.settle();
    const opening = client.desk.open(asha);
    await network.settle();
    const roomId = await opening;
    client.room(roomId).open();
    await network.releaseReplies();
    expect(client.connection.get().status).toBe("live");
    school.say(roomId, asha, "are you there?");
    await network.settle();
    expect(textsOf(client, roomId)).toEqual(["are you there?"]);
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
