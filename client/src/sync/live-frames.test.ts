import { describe, expect, test } from "bun:test";
import type { RoomId, ServerFrame } from "@encrptalk/protocol";
import type { FakeNetwork } from "../testing/fake-network.ts";
import { liveSetting, openBiology, type Setting, syncs, textsOf } from "../testing/setting.ts";

/** Takes the frames that are on their way to the client off the wire. */
const intercept = (network: FakeNetwork): ServerFrame[] => network.socket.toClient.splice(0);

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
    network.socket.toClient.push({ type: "beat", school: 0, account: 0, desk: 0, rooms });
    await network.advance(300);
    expect(textsOf(client, biology)).toEqual(["lost"]);
  });

  test("a beat that is not ahead asks nothing", async () => {
    const { network, school, biology } = await openBiology();
    const rooms = [{ roomId: biology, position: school.position }];
    network.socket.toClient.push({ type: "beat", school: 0, account: 0, desk: 0, rooms });
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
  test("an event of an unknown type shows nothing, and has its number (P21)", async () => {
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

  test("frames of unknown types are ignored, and those that move a room's feed move it (P21)", async () => {
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
