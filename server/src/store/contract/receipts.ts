import { expect, test } from "bun:test";
import { MAX_RECEIPT_MEMBERS, type RoomId } from "@encrptalk/protocol";
import type { Mark } from "../store.ts";
import { person, type School } from "./school.ts";

const crowd = (count: number) => Array.from({ length: count }, (_, index) => person(`student-${index}`));

export function receiptsContract(school: () => School): void {
  const mark = (marks: Omit<Mark, "roomId" | "accountId">, who = school().asha, roomId = school().room) =>
    school().store.markReceipts([{ roomId, accountId: who.accountId, ...marks }]);
  const marksOf = async (who = school().asha) => {
    const s = school();
    const receipts = await s.store.receipts(who.accountId, s.room);
    return receipts.find(({ accountId }) => accountId === who.accountId);
  };
  const asha = (delivered: number, read: number) => ({ accountId: school().asha.accountId, delivered, read });

  test("marks only move forward, up to the last message, and who has read has received", async () => {
    const s = school();
    await s.sendMany(s.ben, 5);
    await mark({ delivered: 3 });
    expect(await marksOf()).toEqual(asha(3, 0));
    await mark({ read: 2 });
    expect(await marksOf()).toEqual(asha(3, 2));
    await mark({ read: 4 });
    expect(await marksOf()).toEqual(asha(4, 4));
    await mark({ delivered: 1, read: 1 });
    expect(await marksOf()).toEqual(asha(4, 4));
    await mark({ delivered: 99, read: 99 });
    expect(await marksOf()).toEqual(asha(5, 5));
  });

  test("a mark that moves nothing tells nobody anything", async () => {
    const s = school();
    await s.sendMany(s.ben, 2);
    await mark({ read: 2 });
    const changes = s.changes.length;
    await mark({ delivered: 2, read: 1 });
    expect(s.changes.length).toBe(changes);
  });

  test("the marks of one call are one change in each room's feed", async () => {
    const s = school();
    const hall = "hall" as RoomId;
    await s.create(hall);
    await s.join(s.asha, hall);
    await s.join(s.ben, hall);
    await s.join(s.msRao);
    await s.send(s.msRao);
    const inHall = await s.send(s.ben, { roomId: hall });
    const head = s.changes.at(-1);
    await s.store.markReceipts([
      { roomId: s.room, accountId: s.asha.accountId, delivered: 1 },
      { roomId: hall, accountId: s.asha.accountId, read: 1 },
      { roomId: s.room, accountId: s.ben.accountId, read: 1 },
    ]);
    const [inLibrary, there] = s.changes.slice(-2);
    expect(inLibrary).toMatchObject({
      type: "receipts",
      roomId: s.room,
      receipts: [asha(1, 0), { accountId: s.ben.accountId, delivered: 1, read: 1 }],
    });
    expect(there).toMatchObject({
      type: "receipts",
      roomId: hall,
      previous: head?.position,
      receipts: [asha(1, 1)],
    });
    expect(inHall.number).toBe(1);
  });

  test("marks in rooms that one is not in, or that are not there, do nothing", async () => {
    const s = school();
    await s.send(s.asha);
    await s.leave(s.ben);
    const changes = s.changes.length;
    await mark({ read: 1 }, s.ben);
    await mark({ read: 1 }, s.msRao);
    await mark({ read: 1 }, s.asha, "nowhere" as RoomId);
    expect(s.changes.length).toBe(changes);
  });

  test("sending moves one's own marks, without a change of its own", async () => {
    const s = school();
    await s.sendMany(s.ben, 3);
    const { number } = await s.send(s.asha);
    expect(await marksOf()).toEqual(asha(number, number));
    expect(s.changes.at(-1)).toMatchObject({ type: "event" });
    expect(await s.store.joinedRoom(s.asha.accountId, s.room)).toMatchObject({ messageCount: 4, read: 4 });
  });

  test("what was said before one joined is not unread", async () => {
    const s = school();
    await s.sendMany(s.ben, 3);
    await s.join(s.msRao);
    expect(await s.store.joinedRoom(s.msRao.accountId, s.room)).toMatchObject({ messageCount: 3, read: 3 });
    const told = s.changes.slice(-3).map(({ type }) => type);
    expect(told).toEqual(["event", "receipts", "joined"]);
  });

  test("in a large room one learns one's own marks only, and only reading is kept", async () => {
    const s = school();
    await Promise.all(crowd(MAX_RECEIPT_MEMBERS - 1).map((student) => s.join(student)));
    await s.sendMany(s.ben, 3);
    const changes = s.changes.length;
    await mark({ delivered: 3 });
    expect(s.changes.length).toBe(changes);
    const before = await s.store.joinedRoom(s.asha.accountId, s.room);
    await mark({ delivered: 3, read: 2 });
    expect(s.changes.at(-1)).toMatchObject({
      type: "read",
      accountId: s.asha.accountId,
      roomId: s.room,
      read: 2,
    });
    expect(await s.store.receipts(s.asha.accountId, s.room)).toEqual([asha(2, 2)]);
    expect(await s.store.joinedRoom(s.asha.accountId, s.room)).toEqual({
      ...before,
      read: 2,
    } as typeof before);
  });

  test("when a large room becomes small enough, all of its marks are told", async () => {
    const s = school();
    const students = crowd(MAX_RECEIPT_MEMBERS - 1);
    await Promise.all(students.map((student) => s.join(student)));
    await s.sendMany(s.ben, 3);
    await mark({ read: 2 });
    await s.leave(students[0] ?? s.asha);
    const [left, told] = s.changes.slice(-3);
    expect(told).toMatchObject({ type: "receipts", previous: left?.position });
    const receipts = told?.type === "receipts" ? told.receipts : [];
    expect(receipts).toEqual(await s.store.receipts(s.ben.accountId, s.room));
    expect(receipts).toContainEqual(asha(2, 2));
  });
}
