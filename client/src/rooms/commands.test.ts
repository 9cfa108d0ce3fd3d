import { describe, expect, test } from "bun:test";
import { type Epoch, ProtocolError } from "@encrptalk/protocol";
import { NetworkError } from "../network-error.ts";
import { liveSetting, textsOf } from "../testing/setting.ts";

/** What a promise came to, so that time can pass before it does. */
const outcomeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "done",
    (error) => error,
  );

async function withMessage() {
  const setting = await liveSetting();
  setting.client.room(setting.biology).open();
  const { seq } = setting.school.say(setting.biology, setting.asha, "helo");
  await setting.network.settle();
  return { ...setting, seq, room: setting.client.room(setting.biology) };
}

describe("editing and deleting", () => {
  test("show when their event comes", async () => {
    const { network, room, client, biology, seq } = await withMessage();
    const editing = room.edit(seq, { text: "hello" });
    await network.settle();
    await editing;
    expect(textsOf(client, biology)).toEqual(["hello"]);
    const deleting = room.delete(seq);
    await network.settle();
    await deleting;
    expect(textsOf(client, biology)).toEqual([null]);
    expect(room.row.get()?.lastMessage).toMatchObject({
      body: null,
      deleted: { sender: { accountId: "asha" } },
    });
  });

  test("reject with the server's refusal", async () => {
    const { network, room, seq } = await withMessage();
    network.refuse = () => new ProtocolError("forbidden");
    const outcome = outcomeOf(room.edit(seq, { text: "hello" }));
    await network.settle();
    expect(await outcome).toMatchObject({ name: "ProtocolError", code: "forbidden" });
  });

  test("are tried again under the same id when the server cannot now", async () => {
    const { network, room, client, biology, seq } = await withMessage();
    network.refuse = ({ type }) =>
      type === "message.edit" ? new ProtocolError("unavailable", { retryAfterMs: 2_000 }) : null;
    const outcome = outcomeOf(room.edit(seq, { text: "hello" }));
    await network.settle();
    network.refuse = () => null;
    await network.advance(2_000);
    expect(await outcome).toBe("done");
    expect(textsOf(client, biology)).toEqual(["hello"]);
  });

  test("are not tried again once a backup was restored: there the number may be another message's", async () => {
    const { network, room, client, school, biology, asha, seq } = await withMessage();
    network.refuse = ({ type }) =>
      type === "message.delete" ? new ProtocolError("unavailable", { retryAfterMs: 20_000 }) : null;
    const outcome = outcomeOf(room.delete(seq));
    await network.settle();
    network.refuse = () => null;
    network.socket.lose();
    school.epoch = "second" as Epoch;
    school.room(biology).log.length = seq - 1;
    school.say(biology, asha, "another");
    await network.advance(20_000);
    expect(await outcome).toMatchObject({ code: "message-not-found" });
    expect(textsOf(client, biology)).toEqual(["another"]);
  });

  test("reject with a NetworkError when nothing gets through", async () => {
    const { network, room, seq } = await withMessage();
    await network.cut();
    const outcome = outcomeOf(room.edit(seq, { text: "hello" }));
    await network.advance(10_000);
    expect(await outcome).toBeInstanceOf(NetworkError);
  });
});

test("whom a message mentions and what it answers go with it, when it is sent and when it is edited", async () => {
  const { network, client, ben, room, seq } = await withMessage();
  const content = { text: "@Ben, look", replyTo: seq, mentions: [ben] };
  room.send(content);
  expect(client.outbox.get().map(({ body }) => body)).toEqual([{ alg: "plain", ...content }]);
  const editing = room.edit(seq, { text: "@Ben", mentions: [ben] });
  await network.settle();
  await editing;
  const timeline = room.timeline.get();
  const edited = timeline.status === "ready" && timeline.events.find((event) => event.seq === seq);
  expect(edited).toMatchObject({ body: { text: "@Ben", mentions: [ben] } });
});

test("a code that this client does not know counts by whether trying again may help", async () => {
  const { network, client } = await liveSetting();
  for (const [retry, code] of [
    [true, "unavailable"],
    [false, "malformed"],
  ] as const) {
    const outcome = outcomeOf(client.command({ type: "beat" }));
    const id = network.socket.toServer.splice(0)[0]?.id ?? "";
    const error = { code: "too-early-in-the-morning", message: "Sleep.", retry };
    network.socket.toClient.push({ type: "reply", id, ok: false, error });
    await network.settle();
    expect(await outcome).toMatchObject({ code, message: "Sleep." });
  }
});
