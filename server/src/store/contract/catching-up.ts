import { expect, test } from "bun:test";
import {
  type Epoch,
  MAX_CATCH_UP_EVENTS,
  MAX_RECEIPT_MEMBERS,
  RECENT_EVENTS,
  type RoomId,
  type RoomUpdate,
  type Sender,
} from "@encrptalk/protocol";
import { person, type School } from "./school.ts";

export function catchingUpContract(school: () => School): void {
  /** How far a client is that has just heard everything. */
  const known = async (who: Sender) => {
    const s = school();
    const { school: schoolFeed, account, rooms } = await s.catchUp(who);
    const heads = rooms.map(({ roomId, head, position }) => ({ roomId, seq: head, position }));
    return { epoch: s.store.epoch, school: schoolFeed, account, rooms: heads };
  };
  const onlyUpdate = ({ updates }: { updates: RoomUpdate[] }): RoomUpdate => {
    const [update, ...others] = updates;
    if (!update || others.length > 0) throw new Error(`expected one update, got ${updates.length}`);
    return update;
  };

  test("a client that knows nothing gets the rows of its rooms", async () => {
    const s = school();
    const { seq } = await s.send(s.asha);
    const caughtUp = await s.catchUp(s.ben, { epoch: null });
    expect(caughtUp).toMatchObject({ reset: false, updates: [] });
    expect(caughtUp.rooms).toEqual([
      {
        roomId: s.room,
        kind: "group",
        title: s.room,
        isDefault: false,
        archived: false,
        encryption: s.alg === "plain" ? "none" : s.alg,
        conversation: null,
        createdAt: expect.any(Number),
        memberCount: 2,
        online: 0,
        head: seq,
        position: s.changes.at(-1)?.position ?? 0,
        messageCount: 1,
        read: 0,
        notify: "all",
        lastMessage: (await s.eventAt(seq)) as never,
      },
    ]);
    expect((await s.catchUp(s.msRao, { epoch: null })).rooms).toEqual([]);
  });

  test("a client that has heard everything gets nothing", async () => {
    const s = school();
    await s.sendMany(s.asha, 3);
    const now = await known(s.ben);
    expect(await s.catchUp(s.ben, now)).toEqual({
      reset: false,
      school: now.school,
      account: now.account,
      desk: null,
      joined: now.rooms.map(({ roomId, position }) => ({ roomId, position })),
      entered: [],
      rooms: [],
      updates: [],
      peopleChanged: [],
      self: { accountId: s.ben.accountId, name: "Ben", role: "student" },
      people: [],
    });
  });

  test("a client that is behind gets every missing event, each as it stands now", async () => {
    const s = school();
    const then = await known(s.ben);
    const { seq } = await s.send(s.asha);
    await s.edit(s.asha, seq);
    const gone = await s.send(s.asha);
    await s.delete(s.asha, gone.seq);
    const update = onlyUpdate(await s.catchUp(s.ben, then));
    const events = (await s.log()).filter((event) => event.seq >= seq);
    expect(events).toHaveLength(4);
    expect(update).toMatchObject({ status: "events", head: seq + 3, events });
  });

  test("those who miss the same are told it as it stands when each asks, whatever others were told before", async () => {
    const s = school();
    const then = await known(s.ben);
    const [first, second] = [await s.send(s.asha), await s.send(s.asha)];
    const since = (seq: number) => ({ ...then, rooms: then.rooms.map((room) => ({ ...room, seq })) });
    const expectPresent = async () => {
      for (const seq of [then.rooms[0]?.seq ?? 0, first.seq, second.seq]) {
        const { updates } = await s.catchUp(s.ben, since(seq));
        const events = (await s.log()).filter((event) => event.seq > seq);
        expect(updates).toMatchObject([{ status: "events", events }]);
      }
    };
    await expectPresent();
    await s.send(s.asha);
    await expectPresent();
    await s.edit(s.asha, first.seq);
    await expectPresent();
    await s.delete(s.asha, second.seq);
    await expectPresent();
    await s.leave(s.asha);
    await expectPresent();
  });

  test("the people whom missed events mention are named, and nobody else", async () => {
    const s = school();
    const then = await known(s.ben);
    await s.send(s.asha);
    const named = async () => (await s.catchUp(s.ben, then)).people.map(({ name }) => name).sort();
    expect(await named()).toEqual(["Asha"]);
    await s.join(s.msRao);
    await s.send(s.ben);
    expect(await named()).toEqual(["Asha", "Ben", "Ms Rao"]);
    expect((await s.catchUp(s.ben, { epoch: null })).people).toMatchObject([{ name: "Ben" }]);
  });

  test("as many missing events as the limit come one by one; one more, and the room is limited", async () => {
    const s = school();
    const then = await known(s.ben);
    await s.sendMany(s.asha, MAX_CATCH_UP_EVENTS);
    const complete = onlyUpdate(await s.catchUp(s.ben, then));
    expect(complete.status === "events" && complete.events.length).toBe(MAX_CATCH_UP_EVENTS);
    await s.send(s.asha);
    const limited = onlyUpdate(await s.catchUp(s.ben, then));
    expect(limited).toMatchObject({
      status: "limited",
      hasOlder: true,
      events: (await s.log()).slice(-RECENT_EVENTS),
      room: (await s.store.joinedRoom(s.ben.accountId, s.room)) ?? {},
    });
  });

  test("a client that names a room without knowing its events gets the recent ones", async () => {
    const s = school();
    await s.send(s.asha);
    const rooms = [{ roomId: s.room, seq: 0, position: 0 }];
    const events = await s.log();
    const update = { status: "limited", hasOlder: false, events };
    expect(onlyUpdate(await s.catchUp(s.ben, { rooms }))).toMatchObject(update);
    expect(onlyUpdate(await s.catchUp(s.ben, { epoch: null, rooms }))).toMatchObject(update);
  });

  test("rooms that one is not in any more, or that are not there, are gone", async () => {
    const s = school();
    const then = await known(s.asha);
    await s.leave(s.asha);
    await s.send(s.ben);
    const nowhere = { roomId: "nowhere" as RoomId, seq: 9, position: 99_999 };
    const caughtUp = await s.catchUp(s.asha, { ...then, rooms: [...then.rooms, nowhere] });
    expect(caughtUp).toMatchObject({
      reset: false,
      account: s.changes.findLast(({ type }) => type === "left")?.position ?? 0,
      updates: [
        { status: "gone", roomId: s.room },
        { status: "gone", roomId: nowhere.roomId },
      ],
    });
  });

  test("a room joined meanwhile comes as a row", async () => {
    const s = school();
    const then = await known(s.asha);
    const hall = "hall" as RoomId;
    await s.create(hall);
    await s.join(s.asha, hall);
    const caughtUp = await s.catchUp(s.asha, then);
    expect(caughtUp.rooms.map(({ roomId }) => roomId)).toEqual([hall]);
    expect(caughtUp.updates).toEqual([]);
    expect(caughtUp.account).toBeGreaterThan(then.account);
    expect(caughtUp.school).toBeGreaterThan(then.school);
  });

  test("receipts that moved meanwhile come without events", async () => {
    const s = school();
    await s.sendMany(s.asha, 3);
    const then = await known(s.asha);
    await s.store.markReceipts([{ roomId: s.room, accountId: s.ben.accountId, delivered: 3, read: 1 }]);
    expect(onlyUpdate(await s.catchUp(s.asha, then))).toMatchObject({
      status: "events",
      events: [],
      receipts: [{ accountId: s.ben.accountId, delivered: 3, read: 1 }],
    });
    expect((await s.catchUp(s.asha, await known(s.asha))).updates).toEqual([]);
  });

  test("an update has the marks of those who wrote, and a limited one those of all", async () => {
    const s = school();
    await s.sendMany(s.ben, 3);
    await s.join(s.msRao);
    await s.store.markReceipts([{ roomId: s.room, accountId: s.msRao.accountId, read: 3 }]);
    const then = await known(s.asha);
    await s.send(s.ben);
    const ofBen = { accountId: s.ben.accountId, delivered: 4, read: 4 };
    expect(onlyUpdate(await s.catchUp(s.asha, then))).toMatchObject({ receipts: [ofBen] });
    await s.sendMany(s.ben, MAX_CATCH_UP_EVENTS);
    const limited = onlyUpdate(await s.catchUp(s.asha, then));
    expect(limited).toMatchObject({
      status: "limited",
      receipts: await s.store.receipts(s.asha.accountId, s.room),
    });
    expect(await s.store.receipts(s.asha.accountId, s.room)).toHaveLength(2);
  });

  test("in a large room one's own read mark is caught up with by the account's feed, once", async () => {
    const s = school();
    const students = Array.from({ length: MAX_RECEIPT_MEMBERS - 1 }, (_, index) =>
      person(`student-${index}`),
    );
    await Promise.all(students.map((student) => s.join(student)));
    await s.sendMany(s.ben, 3);
    const [then, others] = [await known(s.asha), await known(s.ben)];
    await s.store.markReceipts([{ roomId: s.room, accountId: s.asha.accountId, read: 2 }]);
    const caughtUp = await s.catchUp(s.asha, then);
    expect(onlyUpdate(caughtUp)).toMatchObject({
      status: "events",
      events: [],
      receipts: [{ accountId: s.asha.accountId, delivered: 2, read: 2 }],
    });
    expect((await s.catchUp(s.asha, { ...then, account: caughtUp.account })).updates).toEqual([]);
    expect((await s.catchUp(s.ben, others)).updates).toEqual([]);
  });

  test("a client of another history, or ahead of this one, starts anew", async () => {
    const s = school();
    await s.send(s.asha);
    const now = await known(s.asha);
    const [room] = now.rooms;
    if (!room) throw new Error("Asha is in a room");
    const others = [
      { ...now, epoch: "another" as Epoch },
      { ...now, school: now.school + 1 },
      { ...now, account: now.account + 1 },
      { ...now, rooms: [{ ...room, seq: room.seq + 1 }] },
      { ...now, rooms: [{ ...room, position: room.position + 1 }] },
    ];
    for (const other of others) {
      const caughtUp = await s.catchUp(s.asha, other);
      expect(caughtUp).toMatchObject({ reset: true, school: now.school, account: now.account, updates: [] });
      expect(caughtUp.rooms.map(({ roomId }) => roomId)).toEqual([s.room]);
    }
  });

  test("one answer is bounded over all rooms, and the rooms that moved last get the most of it", async () => {
    const s = school();
    const rooms = Array.from({ length: 8 }, (_, index) => `room-${index}` as RoomId);
    for (const roomId of rooms) {
      await s.create(roomId);
      await s.join(s.asha, roomId);
    }
    const then = await known(s.asha);
    for (const roomId of rooms) await s.sendMany(s.asha, 180, roomId);
    const { updates } = await s.catchUp(s.asha, then);
    expect(updates.map(({ roomId }) => roomId)).toEqual(rooms.toReversed());
    const statuses = updates.map(({ status }) => status);
    const complete = statuses.indexOf("limited");
    expect(complete).toBeGreaterThan(0);
    expect(statuses.slice(complete)).toEqual(Array(rooms.length - complete).fill("limited"));
    const events = updates.flatMap((update) => (update.status === "gone" ? [] : update.events));
    expect(events.length).toBeLessThanOrEqual(1_000);
    expect(JSON.stringify(events).length).toBeLessThan(140 * 1024);
    expect(updates.at(-1)).toMatchObject({
      status: "limited",
      hasOlder: true,
      events: [],
      room: { messageCount: 180 },
    });
  });
}
