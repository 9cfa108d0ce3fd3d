import { expect, test } from "bun:test";
import type { RoomId } from "@encrptalk/protocol";
import { person, refusal, type School } from "./school.ts";

export function sendingContract(school: () => School): void {
  test("a message is answered with its place in the log, and stands there as it was sent", async () => {
    const s = school();
    const body = s.body();
    const messageId = s.mint();
    const sent = await s.send(s.asha, { messageId, body });
    expect(await s.eventAt(sent.seq)).toEqual({
      type: "message.sent",
      sender: s.asha,
      messageId,
      body,
      ...sent,
    });
  });

  test("a message sent again gets the first answer and is stored once", async () => {
    const s = school();
    const again = { messageId: s.mint(), body: s.body() };
    const first = await s.send(s.asha, again);
    await s.send(s.ben);
    const changes = s.changes.length;
    expect(await s.send(s.asha, again)).toEqual(first);
    expect(s.changes.length).toBe(changes);
    expect((await s.log()).filter((event) => event.type === "message.sent")).toHaveLength(2);
  });

  test("the same message sent twenty times at once is stored once", async () => {
    const s = school();
    const again = { messageId: s.mint(), body: s.body() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => s.send(s.asha, again)));
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
    expect((await s.log()).filter((event) => event.type === "message.sent")).toHaveLength(1);
  });

  test("the same id with another body is a conflict", async () => {
    const s = school();
    const messageId = s.mint();
    await s.send(s.asha, { messageId });
    expect(await refusal(s.send(s.asha, { messageId }))).toBe("conflict");
  });

  test("the same id from another device, another person or in another room is another message", async () => {
    const s = school();
    const messageId = s.mint();
    const hall = "hall" as RoomId;
    await s.create(hall);
    await s.join(s.asha, hall);
    const numbers = [
      await s.send(s.asha, { messageId }),
      await s.send(person("asha", "laptop"), { messageId }),
      await s.send(s.ben, { messageId }),
    ].map(({ number }) => number);
    expect(numbers).toEqual([1, 2, 3]);
    expect((await s.send(s.asha, { messageId, roomId: hall })).number).toBe(1);
  });

  test("an id that an edit has used is a conflict for a message, and the other way round", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    const used = { editId: s.mint(), body: s.body() };
    await s.edit(s.asha, seq, used);
    expect(await refusal(s.send(s.asha, { messageId: used.editId, body: used.body }))).toBe("conflict");
    const message = { messageId: s.mint(), body: s.body() };
    await s.send(s.asha, message);
    expect(await refusal(s.edit(s.asha, seq, { editId: message.messageId, body: message.body }))).toBe(
      "conflict",
    );
  });

  test("a message replayed after it was edited still gets the first answer", async () => {
    const s = school();
    const again = { messageId: s.mint(), body: s.body() };
    const first = await s.send(s.asha, again);
    await s.edit(s.asha, first.seq);
    expect(await s.send(s.asha, again)).toEqual(first);
  });

  test("a message replayed after it was deleted gets the first answer and stays deleted", async () => {
    const s = school();
    const again = { messageId: s.mint(), body: s.body() };
    const first = await s.send(s.asha, again);
    await s.delete(s.asha, first.seq);
    expect(await s.send(s.asha, again)).toEqual(first);
    expect(await s.eventAt(first.seq)).toMatchObject({ body: null });
  });

  test("each room numbers its events without a gap, however many write at once in many rooms", async () => {
    const s = school();
    const rooms = ["north", "south", "east"] as RoomId[];
    for (const roomId of rooms) {
      await s.create(roomId);
      await s.join(s.asha, roomId);
      await s.join(s.ben, roomId);
    }
    await Promise.all(
      rooms.flatMap((roomId) =>
        Array.from({ length: 50 }, (_, index) => s.send(index % 2 ? s.asha : s.ben, { roomId })),
      ),
    );
    for (const roomId of rooms) {
      const events = await s.log(roomId);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      const numbers = events.flatMap((event) => (event.type === "message.sent" ? [event.number] : []));
      expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    }
  });

  test("order is the order of commits, even when the clock runs backwards", async () => {
    const s = school();
    const send = (at: number) =>
      s.store.sendMessage({ roomId: s.room, messageId: s.mint(), body: s.body(), sender: s.asha, at });
    const later = await send(2_000);
    const earlier = await send(1_000);
    expect(earlier.seq).toBe(later.seq + 1);
    expect((await s.log()).slice(-2).map(({ at }) => at)).toEqual([2_000, 1_000]);
  });

  test("who is not in the room may not write, edit or delete, and learns no more than of a room that is not there", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    const nowhere = "nowhere" as RoomId;
    expect(await refusal(s.send(s.msRao))).toBe("room-not-found");
    expect(await refusal(s.edit(s.msRao, seq))).toBe("room-not-found");
    expect(await refusal(s.delete(s.msRao, seq, true))).toBe("room-not-found");
    expect(await refusal(s.send(s.asha, { roomId: nowhere }))).toBe("room-not-found");
  });

  test("who has left is refused at once, with replays too", async () => {
    const s = school();
    const again = { messageId: s.mint(), body: s.body() };
    const { seq } = await s.send(s.asha, again);
    const left = s.leave(s.asha);
    const refusals = [s.send(s.asha), s.send(s.asha, again), s.edit(s.asha, seq), s.delete(s.asha, seq)].map(
      refusal,
    );
    await left;
    expect(await Promise.all(refusals)).toEqual(Array(4).fill("room-not-found"));
  });

  test("an archived room takes neither messages nor edits, but answers replays and lets text be removed", async () => {
    const s = school();
    const again = { messageId: s.mint(), body: s.body() };
    const first = await s.send(s.asha, again);
    await s.store.setRoomArchived({ roomId: s.room, archived: true, ...s.by(s.msRao) });
    expect(await refusal(s.send(s.asha))).toBe("room-archived");
    expect(await refusal(s.edit(s.asha, first.seq))).toBe("room-archived");
    expect(await s.send(s.asha, again)).toEqual(first);
    await s.delete(s.asha, first.seq);
    await s.store.setRoomArchived({ roomId: s.room, archived: false, ...s.by(s.msRao) });
    expect((await s.send(s.asha)).number).toBe(2);
  });

  test("a refusal undoes only itself, whatever was committed along with it", async () => {
    const s = school();
    const messageId = s.mint();
    const outcomes = await Promise.allSettled([
      s.send(s.asha, { messageId }),
      s.send(s.asha, { messageId }),
      s.send(s.msRao),
      s.send(s.ben),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
    const events = await s.log();
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.filter((event) => event.type === "message.sent")).toHaveLength(2);
  });
}
