import { describe, expect, test } from "bun:test";
import type { AccountId, MarkReceipts } from "@encrptalk/protocol";
import { deliveryOf } from "../rooms/delivery.ts";
import type { FakeNetwork } from "../testing/fake-network.ts";
import { liveSetting, newSetting } from "../testing/setting.ts";

const marks = (network: FakeNetwork): MarkReceipts["marks"][] =>
  network.commands.flatMap(({ command }) => (command.type === "receipts.mark" ? [command.marks] : []));

describe("one's own marks", () => {
  test("what arrives is marked delivered by itself, together and at most once a second", async () => {
    const { network, school, biology, ben } = await liveSetting();
    for (const text of ["one", "two", "three"]) school.say(biology, ben, text);
    await network.advance(0);
    for (const text of ["four", "five"]) school.say(biology, ben, text);
    await network.advance(999);
    expect(marks(network)).toEqual([[{ roomId: biology, delivered: 3 }]]);
    await network.advance(1);
    expect(marks(network).at(-1)).toEqual([{ roomId: biology, delivered: 5 }]);
  });

  test("what is read after the clock was set back a day is said within a second", async () => {
    const { network, clock, client, school, biology, ben } = await liveSetting();
    for (const text of ["one", "two"]) school.say(biology, ben, text);
    await network.advance(500);
    clock.set(clock.now() - 24 * 60 * 60 * 1_000);
    client.room(biology).markRead(2);
    await network.advance(1_000);
    expect(marks(network).at(-1)).toEqual([{ roomId: biology, read: 2 }]);
  });

  test("what was missed is marked delivered after the sync", async () => {
    const { network, school, biology, ben } = await liveSetting();
    network.socket.lose();
    school.say(biology, ben, "missed");
    await network.advance(1_000);
    expect(marks(network)).toEqual([[{ roomId: biology, delivered: 1 }]]);
  });

  test("in a large room nothing is marked delivered", async () => {
    const { network, school, biology, ben } = await liveSetting();
    for (let number = 0; number < 100; number++) school.join(biology, `student-${number}` as AccountId);
    school.say(biology, ben, "hello, all");
    await network.advance(5_000);
    expect(marks(network)).toEqual([]);
  });

  test("reading counts at once and is said once, however often it is called", async () => {
    const { network, client, school, biology, ben } = await liveSetting();
    for (const text of ["one", "two", "three"]) school.say(biology, ben, text);
    await network.settle();
    const room = client.room(biology);
    for (const number of [1, 2, 2, 1, 2]) room.markRead(number);
    expect(room.row.get()).toMatchObject({ read: 2, unread: 1 });
    await network.advance(5_000);
    expect(marks(network)).toEqual([[{ roomId: biology, delivered: 3, read: 2 }]]);
  });

  test("what was read without a connection is said when there is one", async () => {
    const { network, client, school, biology, ben } = await liveSetting();
    school.say(biology, ben, "one");
    await network.advance(2_000);
    network.commands.length = 0;
    network.socket.lose();
    client.room(biology).markRead(1);
    await network.advance(2_000);
    expect(marks(network)).toEqual([[{ roomId: biology, read: 1 }]]);
    expect(client.room(biology).row.get()?.unread).toBe(0);
  });

  test("reading on another device is known here", async () => {
    const { network, client, school, biology, ben, asha } = await liveSetting();
    school.say(biology, ben, "one");
    school.mark(biology, asha, { read: 1 });
    await network.settle();
    expect(client.room(biology).row.get()?.unread).toBe(0);
  });

  test("in a large room it is known by the account's own feed", async () => {
    const { network, client, school, biology, ben, asha } = await liveSetting();
    school.say(biology, ben, "one");
    await network.settle();
    const position = ++school.position;
    school.accounts.set(asha, position);
    network.socket.toClient.push({ type: "room.read", position, previous: 0, roomId: biology, read: 1 });
    await network.settle();
    expect(client.room(biology).row.get()?.unread).toBe(0);
  });
});

describe("the others' marks", () => {
  test.each(["before", "after"])("are loaded for a room that is opened %s the first sync", async (when) => {
    const { network, school, connect, biology, asha, ben } = newSetting();
    school.say(biology, asha, "hello");
    school.mark(biology, ben, { read: 1 });
    const room = connect().room(biology);
    if (when === "before") room.open();
    await network.settle();
    if (when === "after") expect(room.receipts.get()).toEqual([]);
    if (when === "after") room.open();
    await network.settle();
    expect(room.receipts.get()).toContainEqual({ accountId: ben, delivered: 1, read: 1 });
    expect(network.commands.filter(({ command }) => command.type === "sync")).toHaveLength(2);
  });

  test("show the sender how far a message has come", async () => {
    const { network, client, school, biology, ben } = await liveSetting();
    const room = client.room(biology);
    room.open();
    room.send({ text: "hello" });
    await network.settle();
    const delivery = () => {
      const message = room.row.get()?.lastMessage;
      if (!message) throw new Error("nothing was sent");
      const memberCount = room.row.get()?.memberCount ?? 0;
      return deliveryOf(message, { receipts: room.receipts.get(), memberCount, conversation: null });
    };
    expect(delivery()).toEqual({ state: "sent", deliveredTo: [], readBy: [] });
    school.mark(biology, ben, { delivered: 1 });
    await network.settle();
    expect(delivery()).toEqual({ state: "delivered", deliveredTo: [ben], readBy: [] });
    school.mark(biology, ben, { read: 1 });
    await network.settle();
    expect(delivery()).toEqual({ state: "read", deliveredTo: [ben], readBy: [ben] });
  });

  test("a message is read only when everyone else has read it", () => {
    const message = { number: 4, sender: { accountId: "asha" as AccountId, deviceId: "laptop" as never } };
    const receipt = (accountId: string, delivered: number, read: number) => ({
      accountId: accountId as AccountId,
      delivered,
      read,
    });
    const receipts = [receipt("asha", 4, 4), receipt("ben", 4, 4), receipt("chidi", 4, 3)];
    expect(deliveryOf(message, { receipts, memberCount: 3, conversation: null })).toMatchObject({
      state: "delivered",
      readBy: ["ben"],
    });
    expect(deliveryOf(message, { receipts, memberCount: 4, conversation: null }).state).toBe("sent");
  });

  test("whoever writes has read, and whoever joins has nothing to read", async () => {
    const { network, client, school, biology, ben } = await liveSetting();
    const room = client.room(biology);
    room.open();
    room.send({ text: "hello" });
    await network.settle();
    school.say(biology, ben, "hello yourself");
    school.join(biology, "chidi" as AccountId);
    await network.settle();
    const receipts = room.receipts.get();
    expect(
      deliveryOf(
        { number: 1, sender: { accountId: "asha" as never, deviceId: "x" as never } },
        { receipts, memberCount: 3, conversation: null },
      ).state,
    ).toBe("read");
  });
});

test("whoever left while too much was missed has no mark any more", async () => {
  const { network, client, school, biology, asha, ben } = await liveSetting();
  school.mostCatchUp = 1;
  const room = client.room(biology);
  room.open();
  school.say(biology, ben, "bye");
  await network.settle();
  network.socket.lose();
  school.leave(biology, ben);
  for (const text of ["one", "two"]) school.say(biology, asha, text);
  await network.advance(5_000);
  expect(room.receipts.get().map(({ accountId }) => accountId)).toEqual([asha]);
});

test("whoever joins a room without messages has no mark, as the server tells it", async () => {
  const { network, client, school, biology } = await liveSetting();
  const room = client.room(biology);
  room.open();
  await network.settle();
  school.join(biology, "chidi" as AccountId);
  await network.settle();
  expect(room.receipts.get()).toEqual([]);
});

test("whoever left before the confirmation of joining came has no mark any more", async () => {
  const { network, client, school, asha, ben } = await liveSetting();
  const chemistry = school.addRoom("Chemistry", [ben]);
  school.say(chemistry, ben, "bye");
  const room = client.room(chemistry);
  room.open();
  network.holdsReplies = true;
  const joining = client.join(chemistry);
  await network.settle();
  school.leave(chemistry, ben);
  await network.settle();
  await network.releaseReplies();
  await joining;
  await network.settle();
  expect(room.receipts.get()).toEqual([{ accountId: asha, delivered: 1, read: 1 }]);
});
