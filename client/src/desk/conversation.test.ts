import { describe, expect, test } from "bun:test";
import { type AccountId, type Epoch, ProtocolError, type RoomId, type Sync } from "@encrptalk/protocol";
import { MemoryOutbox } from "../outbox/memory-outbox.ts";
import { type LiveDesk, liveDesk, newDesk } from "../testing/desk-setting.ts";
import type { FakeNetwork } from "../testing/fake-network.ts";
import { senderOf } from "../testing/logs.ts";
import { sentTexts, textsOf } from "../testing/setting.ts";

const opens = ({ commands }: FakeNetwork): number =>
  commands.filter(({ command }) => command.type === "conversation.open").length;

/** The rooms that the last question named. */
const named = ({ commands }: FakeNetwork): RoomId[] => {
  const question = commands.findLast(({ command }) => command.type === "sync")?.command as Sync;
  return question.rooms.map(({ roomId }) => roomId);
};

async function opened({ client, network }: LiveDesk, studentId: AccountId): Promise<RoomId> {
  const opening = client.desk.open(studentId);
  await network.settle();
  return opening;
}

/** Ms Rao has Asha's conversation open, in which Asha has written. */
async function withAsha() {
  const desk = await liveDesk();
  const asha = desk.students[0] as AccountId;
  desk.school.say(desk.school.desk.open(asha, asha), asha, "hello");
  const roomId = await opened(desk, asha);
  const close = desk.client.room(roomId).open();
  await desk.network.settle();
  return { ...desk, asha, roomId, close };
}

describe("when a backup was restored", () => {
  test("the conversation that is open is followed again, as the restored history has it", async () => {
    const { client, network, school, asha, roomId } = await withAsha();
    school.say(roomId, asha, "after the backup");
    await network.settle();
    network.socket.lose();
    school.epoch = "second" as Epoch;
    school.room(roomId).log.pop();
    await network.advance(5_000);
    expect(textsOf(client, roomId)).toEqual(["hello"]);
    school.say(roomId, asha, "in the new history");
    await network.settle();
    expect(textsOf(client, roomId)).toEqual(["hello", "in the new history"]);
    expect(client.room(roomId).row.get()).toMatchObject({ unread: 2 });
    client.room(roomId).send({ text: "an answer" });
    await network.settle();
    expect(textsOf(client, roomId).at(-1)).toBe("an answer");
    expect(opens(network)).toBe(1);
  });

  test("over HTTP too", async () => {
    const { client, network, school, asha, roomId } = await withAsha();
    network.carriesWebSocket = false;
    network.socket.lose();
    await network.advance(60_000);
    school.epoch = "second" as Epoch;
    await network.advance(60_000);
    school.say(roomId, asha, "in the new history");
    await network.advance(30_000);
    expect(textsOf(client, roomId)).toEqual(["hello", "in the new history"]);
  });

  test("one that the restored history has not is gone, and is not begun anew", async () => {
    const { client, network, school, roomId } = await withAsha();
    network.socket.lose();
    school.epoch = "second" as Epoch;
    school.rooms.delete(roomId);
    await network.advance(5_000);
    expect(client.room(roomId).timeline.get()).toMatchObject({ status: "failed" });
    expect(opens(network)).toBe(1);
    const questions = network.commands.filter(({ command }) => command.type === "sync").length;
    await network.advance(20_000);
    expect(network.commands.filter(({ command }) => command.type === "sync").length).toBe(questions);
  });
});

const refusal = () => new ProtocolError("unavailable", { retryAfterMs: 600_000 });

describe("opening a conversation", () => {
  test("makes its room where there is none, and follows it live", async () => {
    const desk = await liveDesk();
    const asha = desk.students[0] as AccountId;
    const roomId = await opened(desk, asha);
    desk.client.room(roomId).open();
    desk.school.say(roomId, asha, "who is it?");
    await desk.network.settle();
    expect(textsOf(desk.client, roomId)).toEqual(["who is it?"]);
    expect(desk.client.room(roomId).row.get()).toMatchObject({
      conversation: { studentId: asha, status: "active" },
      unread: 1,
    });
    expect(desk.client.rooms.get().rows).toEqual([]);
  });

  test("has the recent messages and the first unread one at once", async () => {
    const { client, roomId } = await withAsha();
    expect(textsOf(client, roomId)).toEqual(["hello"]);
    expect(client.room(roomId).timeline.get()).toMatchObject({ firstUnread: 1 });
  });

  test("goes back to the first unread message, however many there are", async () => {
    const desk = await liveDesk();
    const asha = desk.students[0] as AccountId;
    const roomId = desk.school.desk.open(asha, asha);
    for (let number = 1; number <= 80; number++) desk.school.say(roomId, asha, `message ${number}`);
    await opened(desk, asha);
    desk.client.room(roomId).open();
    await desk.network.settle();
    expect(desk.client.room(roomId).timeline.get()).toMatchObject({ firstUnread: 1 });
    expect(textsOf(desk.client, roomId)[0]).toBe("message 1");
  });

  test("twice at the same time asks once, and later not at all", async () => {
    const desk = await liveDesk();
    const asha = desk.students[0] as AccountId;
    const both = [desk.client.desk.open(asha), desk.client.desk.open(asha)];
    await desk.network.settle();
    const [one, other] = await Promise.all(both);
    expect(one).toBe(other as RoomId);
    expect(await desk.client.desk.open(asha)).toBe(one as RoomId);
    expect(opens(desk.network)).toBe(1);
  });

  test("follows it again after a loss, and catches up", async () => {
    const { client, network, school, roomId, asha } = await withAsha();
    network.socket.lose();
    school.say(roomId, asha, "are you there?");
    await network.advance(5_000);
    expect(textsOf(client, roomId)).toEqual(["hello", "are you there?"]);
    school.say(roomId, asha, "I see");
    await network.settle();
    expect(textsOf(client, roomId)).toEqual(["hello", "are you there?", "I see"]);
  });

  test("works over HTTP, and what only the room tells comes without waiting for other news", async () => {
    const desk = newDesk();
    desk.network.carriesWebSocket = false;
    const client = desk.connect();
    await desk.network.advance(25_000);
    expect(client.connection.get().status).toBe("limited");
    const asha = desk.students[0] as AccountId;
    desk.school.say(desk.school.desk.open(asha, desk.rao), desk.rao, "from my phone");
    await desk.network.advance(1_000);
    const roomId = await opened({ ...desk, client }, asha);
    client.room(roomId).open();
    await desk.network.advance(1_000);
    desk.school.mark(roomId, asha, { read: 1 });
    await desk.network.advance(1_000);
    expect(client.room(roomId).receipts.get()).toContainEqual({ accountId: asha, delivered: 1, read: 1 });
    client.room(roomId).send({ text: "hello Asha" });
    await desk.network.advance(1_000);
    expect(textsOf(client, roomId)).toEqual(["from my phone", "hello Asha"]);
  });

  test("that cannot get through rejects after its tries, and may be tried again", async () => {
    const desk = await liveDesk();
    const asha = desk.students[0] as AccountId;
    await desk.network.cut();
    const failed = desk.client.desk.open(asha).catch((error: Error) => error.name);
    await desk.network.advance(30_000);
    expect(await failed).toBe("NetworkError");
    desk.network.carriesHttp = true;
    const opening = desk.client.desk.open(asha);
    await desk.network.advance(5_000);
    expect(desk.client.room(await opening).row.get()).not.toBeNull();
  });

  test("that is known needs no connection", async () => {
    const { client, network, asha, roomId } = await withAsha();
    await network.cut();
    expect(await client.desk.open(asha)).toBe(roomId);
    expect(textsOf(client, roomId)).toEqual(["hello"]);
  });

  test("is rejected as the server refuses it", async () => {
    const { client, network } = await liveDesk();
    const refused = client.desk.open("nobody" as AccountId).catch((error: { code: string }) => error.code);
    await network.settle();
    expect(await refused).toBe("room-not-found");
  });
});

describe("closing and reopening", () => {
  test("show in the room and in the list, and a message reopens", async () => {
    const { client, network, school, roomId, asha } = await withAsha();
    const status = () => [
      client.room(roomId).row.get()?.conversation?.status,
      client.desk.entry(asha).get()?.conversation?.status,
    ];
    client.desk.entry(asha).subscribe(() => {});
    const closing = client.desk.close(roomId);
    await network.advance(100);
    await closing;
    expect(status()).toEqual(["closed", "closed"]);
    expect(client.desk.entry(asha).get()?.conversation?.waitingSince).toBeNull();
    const reopening = client.desk.reopen(roomId);
    await network.settle();
    await reopening;
    expect(status()).toEqual(["active", "active"]);
    school.append(roomId, senderOf(asha), { type: "conversation.closed" });
    school.say(roomId, asha, "one more thing");
    await network.settle();
    expect(status()).toEqual(["active", "active"]);
    const timeline = client.room(roomId).timeline.get();
    expect(timeline.status === "ready" && timeline.events.map(({ type }) => type)).toEqual([
      "room.created",
      "member.joined",
      "message.sent",
      "conversation.closed",
      "conversation.reopened",
      "conversation.closed",
      "conversation.reopened",
      "message.sent",
    ]);
  });
});

describe("conversations that are followed", () => {
  const names = Array.from({ length: 25 }, (_, number) => `Student ${number}`);

  test("are the twenty opened last; an open one stays, and so does one with unsent messages", async () => {
    const desk = await liveDesk(names);
    const [first, second, third, ...others] = desk.students as [
      AccountId,
      AccountId,
      AccountId,
      ...AccountId[],
    ];
    const [one, two, three] = [
      await opened(desk, first),
      await opened(desk, second),
      await opened(desk, third),
    ];
    desk.client.room(one).open();
    desk.network.refuse = ({ type }) => (type === "message.send" ? refusal() : null);
    desk.client.room(two).send({ text: "not yet" });
    for (const studentId of others.slice(0, 18)) await opened(desk, studentId);
    expect(desk.client.room(one).row.get()).not.toBeNull();
    expect(desk.client.room(two).row.get()).not.toBeNull();
    expect(desk.client.room(three).row.get()).toBeNull();
    expect(named(desk.network)).toHaveLength(20);
    expect(named(desk.network)).not.toContain(three);

    expect(await opened(desk, third)).toBe(three);
    expect(desk.client.room(three).row.get()).not.toBeNull();
  });

  test("what is unsent after a reload is sent, without its conversation being followed", async () => {
    const outbox = new MemoryOutbox();
    const desk = await liveDesk(names, { outbox });
    const roomId = await opened(desk, desk.students[0] as AccountId);
    await desk.network.cut();
    desk.client.room(roomId).send({ text: "written on the train" });
    await desk.network.settle();
    desk.client.close();
    desk.network.carriesWebSocket = true;
    desk.network.carriesHttp = true;
    const client = desk.connect({ outbox });
    await desk.network.settle();
    expect(sentTexts(desk.network)).toEqual(["written on the train"]);
    expect(client.outbox.get()).toEqual([]);
    expect(named(desk.network)).toEqual([]);
    expect(client.room(roomId).row.get()).toBeNull();
  });
});

describe("what one wants to be told of", () => {
  test("is chosen for all devices, and shows in the room and in the list", async () => {
    const { client, network, school, roomId, asha, rao } = await withAsha();
    client.desk.entry(asha).subscribe(() => {});
    const choosing = client.room(roomId).setNotify("nothing");
    await network.advance(100);
    await choosing;
    expect(client.room(roomId).row.get()?.notify).toBe("nothing");
    expect(client.desk.entry(asha).get()?.notify).toBe("nothing");
    school.setNotify(roomId, rao, "mentions");
    await network.settle();
    expect(client.room(roomId).row.get()?.notify).toBe("mentions");
    expect(client.desk.entry(asha).get()?.notify).toBe("mentions");
  });
});
