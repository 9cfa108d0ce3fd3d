import { describe, expect, test } from "bun:test";
import { type Epoch, ProtocolError } from "@encrptalk/protocol";
import type { Client } from "../client.ts";
import { openBiology, sends, sentTexts, textsOf } from "../testing/setting.ts";

const statesOf = (client: Client): string[] => client.outbox.get().map(({ state }) => state);

describe("sending", () => {
  test("a message is shown at once, with the id that it keeps", async () => {
    const { network, client, room, school, biology } = await openBiology();
    const messageId = room.send({ text: "hello" });
    expect(room.pending.get()).toMatchObject([{ messageId, state: "queued", body: { text: "hello" } }]);
    await network.settle();
    expect(room.pending.get()).toEqual([]);
    expect(textsOf(client, biology)).toEqual(["hello"]);
    expect(school.rooms.get(biology)?.log.at(-1)).toMatchObject({ messageId });
  });

  test("messages of a room go one after the other, in their order", async () => {
    const { network, room, client, biology } = await openBiology();
    network.holdsReplies = true;
    for (const text of ["one", "two", "three"]) room.send({ text });
    await network.settle();
    expect(sentTexts(network)).toEqual(["one"]);
    await network.releaseReplies();
    expect(sentTexts(network)).toEqual(["one", "two", "three"]);
    expect(textsOf(client, biology)).toEqual(["one", "two", "three"]);
  });

  test("rooms do not wait for each other", async () => {
    const { network, client, room, school, asha, ben } = await openBiology();
    const chemistry = school.addRoom("Chemistry", [ben]);
    school.join(chemistry, asha);
    await network.settle();
    network.holdsReplies = true;
    room.send({ text: "one" });
    client.room(chemistry).send({ text: "two" });
    await network.settle();
    expect(sentTexts(network)).toEqual(["one", "two"]);
  });

  test("an acknowledged message stays in sight until its event takes its place", async () => {
    const { network, room, client, biology, school } = await openBiology();
    const { publish } = school;
    school.publish = () => {};
    room.send({ text: "hello" });
    await network.settle();
    expect(room.pending.get()).toMatchObject([{ state: "sent", seq: 2, number: 1 }]);
    // Its event was lost, and is fetched soon.
    school.publish = publish;
    await network.advance(300);
    expect(room.pending.get()).toEqual([]);
    expect(textsOf(client, biology)).toEqual(["hello"]);
  });

  test("sending moves one's own read mark", async () => {
    const { network, room, school, biology, ben } = await openBiology();
    school.say(biology, ben, "a question");
    await network.settle();
    expect(room.row.get()?.unread).toBe(1);
    room.send({ text: "an answer" });
    await network.settle();
    expect(room.row.get()).toMatchObject({ messageCount: 2, read: 2, unread: 0 });
  });
});

describe("when a backup was restored", () => {
  test("what was acknowledged and is not in the restored history is sent again, and not taken for something that is", async () => {
    const { network, client, room, school, biology, ben } = await openBiology();
    const { publish } = school;
    school.publish = () => {};
    const messageId = room.send({ text: "hello" });
    await network.settle();
    expect(room.pending.get()).toMatchObject([{ state: "sent", seq: 2 }]);
    network.socket.lose();
    school.publish = publish;
    school.epoch = "second" as Epoch;
    school.room(biology).log.length = 1;
    // Where the lost one stood, somebody else's stands.
    school.say(biology, ben, "good morning");
    await network.advance(5_000);
    expect(textsOf(client, biology)).toEqual(["good morning", "hello"]);
    expect(school.room(biology).log.at(-1)).toMatchObject({ messageId, seq: 3 });
    expect(statesOf(client)).toEqual([]);
  });

  test("what the restored history has is not doubled", async () => {
    const { network, client, room, school, biology } = await openBiology();
    const { publish } = school;
    school.publish = () => {};
    room.send({ text: "hello" });
    await network.settle();
    network.socket.lose();
    school.publish = publish;
    school.epoch = "second" as Epoch;
    await network.advance(5_000);
    expect(textsOf(client, biology)).toEqual(["hello"]);
    expect(statesOf(client)).toEqual([]);
  });
});

describe("when the way is cut", () => {
  test("messages wait, and go in their order when it is open again", async () => {
    const { network, client, room, biology } = await openBiology();
    await network.cut();
    room.send({ text: "one" });
    room.send({ text: "two" });
    await network.advance(60_000);
    expect(statesOf(client)).toEqual(["queued", "queued"]);
    network.carriesWebSocket = true;
    network.carriesHttp = true;
    client.tryNow();
    await network.settle();
    expect(textsOf(client, biology)).toEqual(["one", "two"]);
    expect(statesOf(client)).toEqual([]);
  });

  test("over HTTP they go on, under the same rules", async () => {
    const { network, client, room, biology } = await openBiology();
    network.carriesWebSocket = false;
    network.socket.lose();
    await network.advance(10_000);
    room.send({ text: "by post" });
    await network.advance(500);
    expect(network.commands.at(-1)).toMatchObject({ command: { type: "message.send" }, over: "http" });
    expect(textsOf(client, biology)).toEqual(["by post"]);
    expect(statesOf(client)).toEqual([]);
  });

  test("what lost its acknowledgement is sent again under its id, and is there once", async () => {
    const { network, client, room, school, biology } = await openBiology();
    const { publish } = school;
    network.loseAnswer = ({ type }) => type === "message.send";
    school.publish = () => {};
    const messageId = room.send({ text: "once" });
    await network.settle();
    expect(school.row(biology, "asha" as never).messageCount).toBe(1);
    expect(statesOf(client)).toEqual(["sending"]);
    network.loseAnswer = () => false;
    school.publish = publish;
    // No reply within 10 s, and up to 1 s more until the next try.
    await network.advance(11_500);
    expect(sends(network).map((send) => send.messageId)).toEqual([messageId, messageId]);
    expect(textsOf(client, biology)).toEqual(["once"]);
    expect(statesOf(client)).toEqual([]);
    expect(school.row(biology, "asha" as never).messageCount).toBe(1);
  });

  test("a connection lost before the acknowledgement brings it by sync, and nothing is sent again", async () => {
    const { network, client, room, school, biology } = await openBiology();
    const { publish } = school;
    network.loseAnswer = ({ type }) => type === "message.send";
    school.publish = () => {};
    room.send({ text: "once" });
    await network.settle();
    school.publish = publish;
    network.socket.lose();
    expect(statesOf(client)).toEqual(["sending"]);
    await network.advance(1_000);
    expect(sends(network)).toHaveLength(1);
    expect(textsOf(client, biology)).toEqual(["once"]);
    expect(statesOf(client)).toEqual([]);
  });

  test("an event that comes is acknowledgement enough", async () => {
    const { network, client, room, school, biology } = await openBiology();
    network.holdsReplies = true;
    room.send({ text: "once" });
    await network.settle();
    expect(sends(network)).toHaveLength(1);
    // The event came live; the reply never will.
    expect(statesOf(client)).toEqual([]);
    await network.advance(60_000);
    expect(sends(network)).toHaveLength(1);
    expect(school.row(biology, "asha" as never).messageCount).toBe(1);
  });
});

describe("refusals", () => {
  test("one that is final makes it failed, in words, and the next message goes", async () => {
    const { network, client, room, biology } = await openBiology();
    network.refuse = (command) =>
      command.type === "message.send" && command.body.alg === "plain" && command.body.text === "no"
        ? new ProtocolError("text-too-long")
        : null;
    room.send({ text: "no" });
    room.send({ text: "yes" });
    await network.settle();
    expect(client.outbox.get()).toMatchObject([{ state: "failed", error: { code: "text-too-long" } }]);
    expect(textsOf(client, biology)).toEqual(["yes"]);
  });

  test("one that may pass is tried three times, when the server says, before it is failed", async () => {
    const { network, client, room } = await openBiology();
    network.refuse = ({ type }) =>
      type === "message.send" ? new ProtocolError("storage-full", { retryAfterMs: 5_000 }) : null;
    room.send({ text: "hello" });
    const seen: unknown[] = [];
    for (const waitMs of [0, 4_999, 1, 4_999, 1]) {
      await network.advance(waitMs);
      await network.settle();
      seen.push([sends(network).length, ...statesOf(client)]);
    }
    expect(seen).toEqual([
      [1, "queued"],
      [1, "queued"],
      [2, "queued"],
      [2, "queued"],
      [3, "failed"],
    ]);
  });

  test("no answer at all, three times, is a failure too", async () => {
    const { network, client, room } = await openBiology();
    network.refuse = () => null;
    network.loseAnswer = ({ type }) => type === "message.send";
    const { publish } = network.school;
    network.school.publish = () => {};
    room.send({ text: "into the void" });
    await network.advance(40_000);
    network.school.publish = publish;
    expect(client.outbox.get()).toMatchObject([{ state: "failed", error: { code: "timeout" } }]);
    expect(new Set(sends(network).map(({ messageId }) => messageId)).size).toBe(1);
  });

  test("Try again sends it under the same id", async () => {
    const { network, client, room, biology } = await openBiology();
    network.refuse = ({ type }) => (type === "message.send" ? new ProtocolError("room-archived") : null);
    const messageId = room.send({ text: "hello" });
    await network.settle();
    expect(statesOf(client)).toEqual(["failed"]);
    network.refuse = () => null;
    client.retry(messageId);
    await network.settle();
    expect(textsOf(client, biology)).toEqual(["hello"]);
    expect(sends(network).map((send) => send.messageId)).toEqual([messageId, messageId]);
  });

  test("Delete forgets it", async () => {
    const { network, client, room } = await openBiology();
    network.refuse = ({ type }) => (type === "message.send" ? new ProtocolError("room-archived") : null);
    client.discard(room.send({ text: "hello" }));
    await network.settle();
    expect(statesOf(client)).toEqual([]);
  });
});
