import { expect, test } from "bun:test";
import { person, type School } from "./school.ts";

const mrSilva = person("mr-silva");

/** What staff have of their own in student rooms: marks, choices, and what they follow. */
export function seatsContract(school: () => School): void {
  test("staff who read tell the student in the room's feed, and their own devices in the account's", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    await s.sendMany(s.asha, 3, roomId);
    const { accountId } = s.msRao;
    const mark = (marks: { delivered?: number; read?: number }) =>
      s.store.markReceipts([{ roomId, accountId, ...marks }]);
    await mark({ delivered: 3 });
    expect(s.changes.at(-1)).toMatchObject({
      type: "receipts",
      roomId,
      receipts: [{ accountId, delivered: 3, read: 0 }],
    });
    await mark({ read: 2 });
    const receipt = { accountId, delivered: 3, read: 2 };
    expect(s.changes.slice(-2)).toMatchObject([
      { type: "receipts", roomId, receipts: [receipt] },
      { type: "read", accountId, roomId, read: 2 },
    ]);
    expect(await s.store.receipts(s.asha.accountId, roomId)).toContainEqual(receipt);
    expect(await s.store.joinedRoom(accountId, roomId)).toMatchObject({ messageCount: 3, read: 2 });
    const changes = s.changes.length;
    await mark({ delivered: 1, read: 2 });
    expect(s.changes.length).toBe(changes);
  });

  test("staff who write have read, and their own devices are told before the desk is", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    await s.sendMany(s.asha, 2, roomId);
    const { number } = await s.send(s.msRao, { roomId });
    const { accountId } = s.msRao;
    expect(s.changes.slice(-3).map(({ type }) => type)).toEqual(["event", "read", "desk"]);
    expect(s.changes.at(-2)).toMatchObject({ accountId, roomId, read: number });
    expect(await s.store.receipts(s.asha.accountId, roomId)).toContainEqual({
      accountId,
      delivered: number,
      read: number,
    });
  });

  test("new staff find what was said before them read, and tell nobody that they read it", async () => {
    const s = school();
    const [ofAsha, ofBen] = [await s.converse(s.asha), await s.converse(s.ben)];
    await s.sendMany(s.asha, 3, ofAsha);
    await s.enrol(mrSilva, "Mr Silva", "admin");
    const { accountId } = mrSilva;
    const changes = s.changes.length;
    await s.store.takeSeats(accountId);
    expect(s.changes.length).toBe(changes);
    expect(await s.store.joinedRoom(accountId, ofAsha)).toMatchObject({ messageCount: 3, read: 3 });
    const readers = async (asker = s.asha.accountId) =>
      (await s.store.receipts(asker, ofAsha)).map((one) => one.accountId);
    expect(await readers()).toEqual([s.asha.accountId]);
    await s.sendMany(s.asha, 1, ofAsha);
    await s.sendMany(s.ben, 1, ofBen);
    await s.store.setNotify({ roomId: ofAsha, accountId, notify: "nothing" });
    expect(await readers(accountId)).toEqual([s.asha.accountId]);
    await s.store.takeSeats(accountId);
    expect(await s.store.joinedRoom(accountId, ofAsha)).toMatchObject({ messageCount: 4, read: 3 });
    expect(await s.store.joinedRoom(accountId, ofBen)).toMatchObject({ messageCount: 1, read: 0 });
    await s.store.markReceipts([{ roomId: ofAsha, accountId, read: 4 }]);
    expect(await readers()).toEqual([s.asha.accountId, accountId]);
  });

  test("what to be told of is chosen by each, told to their own devices, and caught up with", async () => {
    const s = school();
    const roomId = await s.converse(s.asha);
    const then = await s.catchUp(s.msRao);
    const room = await s.store.joinedRoom(s.msRao.accountId, roomId);
    const { accountId } = s.msRao;
    await s.store.setNotify({ roomId, accountId, notify: "nothing" });
    const told = s.changes.at(-1);
    expect(told).toMatchObject({ type: "notify", accountId, roomId, notify: "nothing" });
    await s.store.setNotify({ roomId, accountId, notify: "nothing" });
    expect(s.changes.at(-1)).toBe(told as never);
    expect(await s.store.joinedRoom(accountId, roomId)).toMatchObject({ notify: "nothing" });
    expect(await s.store.joinedRoom(s.asha.accountId, roomId)).toMatchObject({ notify: "all" });
    const rooms = [{ roomId, seq: room?.head ?? 0, position: room?.position ?? 0 }];
    expect((await s.catchUp(s.msRao, { account: then.account, rooms })).updates).toMatchObject([
      { roomId, status: "events", events: [], notify: "nothing" },
    ]);
    expect((await s.catchUp(s.msRao, { account: told?.position ?? 0, rooms })).updates).toEqual([]);
    await s.store.setNotify({ roomId: s.room, accountId: s.asha.accountId, notify: "mentions" });
    expect(await s.store.joinedRoom(s.asha.accountId, s.room)).toMatchObject({ notify: "mentions" });
    expect(await s.store.joinedRoom(s.ben.accountId, s.room)).toMatchObject({ notify: "all" });
  });

  test("staff name the conversations they follow, and get them like any room; those not named do not come", async () => {
    const s = school();
    const [ofAsha, ofBen] = [await s.converse(s.asha), await s.converse(s.ben)];
    await s.send(s.ben, { roomId: ofBen });
    const room = await s.store.joinedRoom(s.msRao.accountId, ofAsha);
    const known = { roomId: ofAsha, seq: room?.head ?? 0, position: room?.position ?? 0 };
    const { seq } = await s.send(s.asha, { roomId: ofAsha });
    const caughtUp = await s.catchUp(s.msRao, { rooms: [known] });
    expect(caughtUp).toMatchObject({
      rooms: [],
      updates: [{ roomId: ofAsha, status: "events", events: [await s.eventAt(seq, ofAsha)] }],
    });
    const anew = await s.catchUp(s.msRao, { rooms: [{ roomId: ofAsha, seq: 0, position: 0 }] });
    expect(anew.updates).toMatchObject([
      { status: "limited", room: { roomId: ofAsha, read: 0 }, events: await s.log(ofAsha) },
    ]);
    const ahead = { rooms: [{ ...known, seq: 999 }] };
    expect(await s.catchUp(s.msRao, ahead)).toMatchObject({ reset: true, updates: [] });
  });
}
