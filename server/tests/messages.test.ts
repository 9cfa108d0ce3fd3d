import { afterAll, describe, expect, test } from "bun:test";
import type { EventPage, MessageId } from "@encrptalk/protocol";
import { refusalOf, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const asha = await school.enrol(rao, "Asha Verma");
const ben = await school.enrol(rao, "Ben Okafor");
const room = await asha.defaultRoom();
const phone = await asha.live();
const benLive = await ben.live();

const history = () => asha.get<EventPage>(`/api/rooms/${room}/events?limit=200`);

describe("a message", () => {
  test("reaches everyone in the room, the sender's own devices included (P22)", async () => {
    const laptop = await (await school.signIn("ASHA-VERMA")).live();
    const command = asha.message(room, "Good morning!");
    const { seq, number } = await phone.request(command);
    for (const peer of [phone, laptop, benLive]) {
      const frame = await peer.next((frame) => frame.type === "event" && frame.event.seq === seq);
      expect(frame).toMatchObject({
        roomId: room,
        event: { type: "message.sent", number, messageId: command.messageId, body: command.body },
      });
    }
  });

  test("is what it was before when it is sent again, over WebSocket or HTTP (P5, P6)", async () => {
    const command = asha.message(room, "Only once");
    const first = await phone.request(command);
    expect(await phone.request(command)).toEqual(first);
    expect(await asha.command(command)).toEqual(first);
    const { events } = await history();
    expect(
      events.filter((event) => "messageId" in event && event.messageId === command.messageId),
    ).toHaveLength(1);
  });

  test("may not change under its id (P6)", async () => {
    const command = asha.message(room, "The first words");
    await phone.request(command);
    expect(await refusalOf(phone.request({ ...command, body: { alg: "plain", text: "Other words" } }))).toBe(
      "conflict",
    );
  });

  test("may have the id that another person's has (P6)", async () => {
    const command = asha.message(room, "From Asha");
    const fromAsha = await phone.request(command);
    const fromBen = await benLive.request({ ...command, body: { alg: "plain", text: "From Ben" } });
    expect(fromBen.seq).toBe(fromAsha.seq + 1);
  });

  test("of many who write at once gets a number without a gap, and all hear the same order (P7)", async () => {
    const before = (await history()).head;
    const sent = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        i % 2 === 0 ? phone.request(asha.message(room, `a${i}`)) : ben.command(ben.message(room, `b${i}`)),
      ),
    );
    expect(sent.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(sent.map((_, i) => before + 1 + i));
    await Promise.all([phone.settle(), benLive.settle()]);
    const orders = [phone, benLive].map((peer) =>
      peer
        .heard("event")
        .flatMap(({ event }) => (event.seq > before ? [`${event.seq} ${JSON.stringify(event)}`] : [])),
    );
    expect(orders[0]).toHaveLength(60);
    expect(orders[0]).toEqual(orders[1]);
  });

  test("keeps every character of its text", async () => {
    for (const text of [
      "<script>alert(1)</script>",
      "شكرا 👩🏽‍🏫",
      "Ω≈ç√∫˜µ≤≥÷",
      "a\u0000b",
      "\u202Etest",
      "'; DROP TABLE events; --",
    ]) {
      const { seq } = await phone.request(asha.message(room, text));
      const { events } = await asha.get<EventPage>(`/api/rooms/${room}/events?around=${seq}&limit=1`);
      expect(events).toMatchObject([{ seq, body: { alg: "plain", text } }]);
    }
  });

  test("must fit: 8,000 characters as a person counts them, and something to see (P8)", async () => {
    expect(await refusalOf(phone.request(asha.message(room, "x".repeat(8_001))))).toBe("text-too-long");
    expect(await refusalOf(phone.request(asha.message(room, "👍🏽".repeat(8_000))))).toBeNull();
    for (const nothing of ["", "\n \t", "\u00a0", "\u200b", "\u2060\u00ad", "\u3164", "\u202e", "\u0001"]) {
      expect(await refusalOf(phone.request(asha.message(room, nothing)))).toBe("malformed");
    }
    const sealed = { ...asha.message(room, ""), body: { alg: "mls", data: "AAAA" } } as const;
    expect(await refusalOf(phone.request(sealed))).toBe("encryption-mismatch");
  });
});

describe("editing and deleting", () => {
  const edit = (target: number, text: string, editId: string) =>
    ({
      type: "message.edit",
      roomId: room,
      target,
      editId: editId as MessageId,
      body: { alg: "plain", text },
    }) as const;
  const remove = (target: number) => ({ type: "message.delete", roomId: room, target }) as const;

  test("an edit is an event of its own, and the message is served as it stands now (P9, P10)", async () => {
    const { seq } = await phone.request(asha.message(room, "See you at 3"));
    const edited = await phone.request(edit(seq, "See you at 4", "edit-0001"));
    expect(edited.seq).toBe(seq + 1);
    expect(
      await benLive.next((frame) => frame.type === "event" && frame.event.seq === edited.seq),
    ).toMatchObject({
      event: { type: "message.edited", target: seq, body: { text: "See you at 4" } },
    });
    const { events } = await ben.get<EventPage>(`/api/rooms/${room}/events?after=${seq - 1}&limit=1`);
    expect(events).toMatchObject([{ seq, body: { text: "See you at 4" }, edited: { seq: edited.seq } }]);
  });

  test("a repeated edit does not undo a later one (P9)", async () => {
    const { seq } = await phone.request(asha.message(room, "one"));
    const second = await phone.request(edit(seq, "two", "edit-0002"));
    await phone.request(edit(seq, "three", "edit-0003"));
    expect(await phone.request(edit(seq, "two", "edit-0002"))).toEqual(second);
    const { events } = await asha.get<EventPage>(`/api/rooms/${room}/events?after=${seq - 1}&limit=1`);
    expect(events).toMatchObject([{ body: { text: "three" } }]);
  });

  test("a deletion leaves a marker and takes every trace of the text away (P9, P10)", async () => {
    const { seq } = await phone.request(asha.message(room, "my secret"));
    await phone.request(edit(seq, "my other secret", "edit-0004"));
    const deleted = await phone.request(remove(seq));
    expect(await phone.request(remove(seq))).toEqual(deleted);
    const page = await asha.get<EventPage>(`/api/rooms/${room}/events?after=${seq - 1}`);
    expect(page.events).toMatchObject([
      { type: "message.sent", body: null, deleted: { seq: deleted.seq } },
      { type: "message.edited", body: null },
      { type: "message.deleted", target: seq },
    ]);
    expect(JSON.stringify(page)).not.toContain("secret");
  });

  test("is for one's own messages; staff may delete anyone's, and edit nobody's (P9, P36)", async () => {
    const { seq } = await phone.request(asha.message(room, "Asha's words"));
    expect(await refusalOf(benLive.request(edit(seq, "Ben's words", "edit-0005")))).toBe("forbidden");
    expect(await refusalOf(benLive.request(remove(seq)))).toBe("forbidden");
    const raoLive = await rao.live();
    expect(await refusalOf(raoLive.request(edit(seq, "staff's words", "edit-0006")))).toBe("forbidden");
    expect(await refusalOf(raoLive.request(remove(seq)))).toBeNull();
    expect(await refusalOf(phone.request(remove(999_999)))).toBe("message-not-found");
  });
});

test("an acknowledged message is on disk: it is there after the process is gone (P1)", async () => {
  const command = asha.message(room, "Written down");
  const { seq } = await asha.command(command);
  await school.restart();
  const { events } = await asha.get<EventPage>(`/api/rooms/${room}/events?after=${seq - 1}`);
  expect(events).toMatchObject([{ seq, messageId: command.messageId, body: command.body }]);
});
