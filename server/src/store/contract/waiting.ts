import { expect, test } from "bun:test";
import { MAX_RECEIPT_MEMBERS, type RoomId, type Sender } from "@encrptalk/protocol";
import { person, type School } from "./school.ts";

const mrSilva = person("mr-silva");

/** What notifications ask of a store. */
export function waitingContract(school: () => School): void {
  const ofRoom = async (roomId: RoomId) => (await school().store.waiting({ roomIds: [roomId] }))[0];
  const readersOf = async (roomId: RoomId) =>
    (await ofRoom(roomId))?.readers.map(({ accountId }) => accountId).sort() ?? [];
  const ofAccount = async ({ accountId }: Sender, after = 0) =>
    (await school().store.waiting({ accountId, after })).map(({ roomId }) => roomId).sort();
  const mentioning = (text: string, ...mentioned: Sender[]) => ({
    body: { alg: "plain" as const, text, mentions: mentioned.map(({ accountId }) => accountId) },
  });

  test("a room's readers are those who may enter it and have not read all", async () => {
    const s = school();
    const { number } = await s.send(s.asha);
    expect(await readersOf(s.room)).toEqual([s.ben.accountId]);
    await s.store.markReceipts([{ roomId: s.room, accountId: s.ben.accountId, read: number }]);
    expect(await ofRoom(s.room)).toBeUndefined();
    expect(await s.store.waiting({ roomIds: ["nowhere" as RoomId] })).toEqual([]);
  });

  test("a conversation's are its student and all active staff", async () => {
    const s = school();
    await s.enrol(mrSilva, "Mr Silva", "admin");
    const roomId = await s.converse(s.asha);
    expect(await readersOf(roomId)).toEqual([s.asha.accountId]);
    await s.send(s.msRao, { roomId });
    expect(await readersOf(roomId)).toEqual([s.asha.accountId, mrSilva.accountId]);
    await s.setActive(mrSilva, false);
    expect(await ofRoom(roomId)).toMatchObject({
      kind: "student",
      messageCount: 1,
      student: { accountId: s.asha.accountId, name: "Asha" },
      started: { by: s.msRao.accountId },
      readers: [{ accountId: s.asha.accountId, read: 0, notify: "all" }],
    });
  });

  test("messages are told as they stand now, deleted ones not at all", async () => {
    const s = school();
    const first = await s.send(s.asha, mentioning("Hello @Ben", s.ben));
    const second = await s.send(s.asha);
    await s.edit(s.asha, first.seq, mentioning("Hallo @Ben", s.ben));
    await s.delete(s.asha, second.seq);
    expect((await ofRoom(s.room))?.messages).toMatchObject([
      { number: 1, senderName: "Asha", text: "Hallo @Ben", mentions: [s.ben.accountId] },
    ]);
  });

  test("nobody is a reader who chose nothing, or mentions where none is of them; a large room's default is that", async () => {
    const s = school();
    const large = "assembly" as RoomId;
    await s.create(large);
    const pupils = Array.from({ length: MAX_RECEIPT_MEMBERS + 1 }, (_, n) => person(`pupil-${n}`));
    await Promise.all([...pupils, s.asha, s.ben].map((member) => s.join(member, large)));
    const choose = (roomId: RoomId, { accountId }: Sender, notify: "all" | "mentions" | "nothing") =>
      s.store.setNotify({ roomId, accountId, notify });
    await choose(large, s.ben, "all");
    await s.send(s.asha, {
      roomId: large,
      ...mentioning("@pupil-7 and @Ms Rao", person("pupil-7"), s.msRao),
    });
    // A mention is found again behind a good many messages.
    await s.sendMany(s.asha, 200, large);
    expect(await readersOf(large)).toEqual([s.ben.accountId, person("pupil-7").accountId]);
    await choose(s.room, s.ben, "nothing");
    await s.send(s.asha, mentioning("@Ben", s.ben));
    expect(await readersOf(s.room)).toEqual([]);
  });

  test("an account's rooms are those with something unread that changed since", async () => {
    const s = school();
    const theirs = await s.converse(s.ben);
    const position = await s.store.position();
    expect(await ofAccount(s.ben)).toEqual([theirs]);
    expect(await ofAccount(s.ben, position)).toEqual([]);
    await s.send(s.asha);
    await s.send(s.ben, { roomId: theirs });
    expect(await ofAccount(s.ben, position)).toEqual([s.room]);
    expect(await ofAccount(s.asha, position)).toEqual([]);
    expect(await ofAccount(s.msRao, position)).toEqual([theirs]);
    expect(await s.store.position()).toBeGreaterThan(position);
  });

  test("conversations that a student has not read are known, by when the last message was written", async () => {
    const s = school();
    const [ashas, bens] = [await s.converse(s.asha), await s.converse(s.ben)];
    await s.send(s.msRao, { roomId: ashas });
    await s.send(s.ben, { roomId: bens });
    expect(await s.store.unreadConversations({ since: 0 })).toEqual([ashas]);
    expect(await s.store.unreadConversations({ since: s.now() })).toEqual([]);
  });
}
