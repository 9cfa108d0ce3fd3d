import { describe, expect, test } from "bun:test";
import { type DeviceId, type MessageId, ProtocolError } from "@encrptalk/protocol";
import { newSetting, openBiology, sends, sentTexts } from "../testing/setting.ts";
import { MemoryOutbox, Shelf } from "./memory-outbox.ts";
import type { OutboxItem } from "./outbox-item.ts";

test("what is written after the clock was set back and the program begun again stands after what waited", async () => {
  const shelf = new Shelf();
  const { network, room, clock, connect, client, biology } = await openBiology({
    outbox: new MemoryOutbox(shelf),
  });
  network.carriesHttp = false;
  network.carriesWebSocket = false;
  network.socket.lose();
  room.send({ text: "first" });
  await network.settle();
  client.close();
  clock.set(clock.now() - 24 * 60 * 60 * 1_000);
  const again = connect({ outbox: new MemoryOutbox(shelf) });
  await network.settle();
  again.room(biology).send({ text: "second" });
  network.carriesHttp = true;
  network.carriesWebSocket = true;
  again.tryNow();
  await network.advance(70_000);
  expect(sentTexts(network)).toEqual(["first", "second"]);
});

describe("several tabs", () => {
  test("show the same, and one of them sends", async () => {
    const shelf = new Shelf();
    const { network, room, connect, client, biology } = await openBiology({
      outbox: new MemoryOutbox(shelf),
    });
    const other = connect({ outbox: new MemoryOutbox(shelf) });
    await network.settle();
    network.holdsReplies = true;
    const { publish } = network.school;
    network.school.publish = () => {};
    other.room(biology).send({ text: "from the other tab" });
    await network.advance(1);
    room.send({ text: "from this one" });
    await network.settle();
    const shown = [client, other].map((tab) =>
      tab
        .room(biology)
        .pending.get()
        .map(({ state }) => state),
    );
    expect(shown).toEqual([
      ["sending", "queued"],
      ["sending", "queued"],
    ]);
    network.school.publish = publish;
    await network.releaseReplies();
    expect(sends(network)).toHaveLength(2);
  });

  test("when the one that sends is closed, another takes over what it left", async () => {
    const shelf = new Shelf();
    const { network, room, connect, client, biology, school } = await openBiology({
      outbox: new MemoryOutbox(shelf),
    });
    const other = connect({ outbox: new MemoryOutbox(shelf) });
    await network.settle();
    network.loseAnswer = ({ type }) => type === "message.send";
    const { publish } = school;
    school.publish = () => {};
    room.send({ text: "left behind" });
    await network.settle();
    school.publish = publish;
    expect(other.outbox.get()).toMatchObject([{ state: "sending" }]);

    network.loseAnswer = () => false;
    client.close();
    await network.advance(1_000);
    expect(sends(network)).toHaveLength(2);
    expect(school.row(biology, "asha" as never).messageCount).toBe(1);
    await network.advance(1_000);
    expect(shelf.items.size).toBe(0);
    expect(other.outbox.get()).toEqual([]);
  });

  test("a message whose writing takes long is shown all the same when another tab changes something", async () => {
    const outbox = new MemoryOutbox();
    const written = Promise.withResolvers<void>();
    const { put } = outbox;
    outbox.put = async (item) => {
      await written.promise;
      await put.call(outbox, item);
    };
    let tell = () => {};
    outbox.subscribe = (listener) => {
      tell = listener;
      return () => {};
    };
    const { network, room } = await openBiology({ outbox });
    await network.cut();
    room.send({ text: "slow" });
    tell();
    await network.settle();
    expect(room.pending.get()).toHaveLength(1);
    written.resolve();
    await network.settle();
    expect(room.pending.get()).toHaveLength(1);
  });

  test("a browser that cannot write keeps nobody from sending", async () => {
    const outbox = new MemoryOutbox();
    outbox.put = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    const { network, room } = await openBiology({ outbox });
    room.send({ text: "hello" });
    await network.settle();
    expect(sentTexts(network)).toEqual(["hello"]);
    expect(room.pending.get()).toEqual([]);
  });

  test("a failed message is sent again from whichever tab", async () => {
    const shelf = new Shelf();
    const { network, room, connect, biology, school } = await openBiology({
      outbox: new MemoryOutbox(shelf),
    });
    const other = connect({ outbox: new MemoryOutbox(shelf) });
    await network.settle();
    network.refuse = ({ type }) => (type === "message.send" ? new ProtocolError("forbidden") : null);
    const messageId = room.send({ text: "hello" });
    await network.settle();
    network.refuse = () => null;
    other.retry(messageId);
    await network.settle();
    expect(school.row(biology, "asha" as never).messageCount).toBe(1);
  });
});

describe("after a reload", () => {
  const left = (changes: Partial<OutboxItem>): OutboxItem =>
    ({
      roomId: "biology",
      messageId: "message-left" as MessageId,
      body: { alg: "plain", text: "left" },
      createdAt: 1,
      attemptedBy: null,
      state: "queued",
      ...changes,
    }) as OutboxItem;

  async function reloadWith(item: OutboxItem) {
    const outbox = new MemoryOutbox();
    await outbox.put(item);
    const setting = newSetting();
    const client = setting.connect({ outbox });
    await setting.network.settle();
    return { ...setting, client, outbox };
  }

  test("what was queued or on its way is sent", async () => {
    for (const state of ["queued", "sending"] as const) {
      const { network } = await reloadWith(left({ state, attemptedBy: "asha-laptop" as DeviceId }));
      expect(sentTexts(network)).toEqual(["left"]);
    }
  });

  test("what an earlier device may have sent already is left to the person", async () => {
    const { network, client } = await reloadWith(
      left({ state: "sending", attemptedBy: "asha-old-laptop" as DeviceId }),
    );
    expect(sends(network)).toEqual([]);
    expect(client.outbox.get()).toMatchObject([{ state: "failed", error: { code: "unconfirmed" } }]);
    client.retry("message-left" as MessageId);
    await network.settle();
    expect(sentTexts(network)).toEqual(["left"]);
  });

  test("what was acknowledged is not sent again, and not kept", async () => {
    const { network, outbox, client } = await reloadWith(
      left({ state: "sent", seq: 7, number: 3, at: 1, attemptedBy: "asha-laptop" as DeviceId } as never),
    );
    expect(sends(network)).toEqual([]);
    expect(await outbox.list()).toEqual([]);
    expect(client.outbox.get()).toEqual([]);
  });
});
