import { afterAll, describe, expect, test } from "bun:test";
import { MAX_RECEIPT_MEMBERS, type RoomId } from "@encrptalk/protocol";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { FIRST_SYNC } from "./peer.ts";
import { type Member, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const asha = await school.enrol(rao, "Asha Verma");
const ben = await school.enrol(rao, "Ben Okafor");

const newRoom = async (...members: Member[]): Promise<RoomId> => {
  const { roomId } = await rao.command({ type: "room.create", title: crypto.randomUUID() });
  await Promise.all(members.map((member) => member.command({ type: "room.join", roomId })));
  return roomId;
};
const rowOf = async (member: Member, room: RoomId) =>
  (await member.command(FIRST_SYNC)).rooms.find(({ roomId }) => roomId === room);

describe("receipts", () => {
  test("tell the sender what was delivered and read (P29)", async () => {
    const room = await newRoom(asha, ben);
    const live = await asha.live();
    const { number } = await live.request(asha.message(room, "Did you get this?"));
    await ben.command({ type: "receipts.mark", marks: [{ roomId: room, delivered: number }] });
    const moved = (read: number) =>
      live.next(
        (frame) =>
          frame.type === "receipts" &&
          frame.receipts.some(
            (receipt) =>
              receipt.accountId === ben.me.accountId && receipt.delivered === number && receipt.read === read,
          ),
      );
    await moved(0);
    await ben.command({ type: "receipts.mark", marks: [{ roomId: room, read: number }] });
    await moved(number);
    live.close();
  });

  test("only move forward, and never past the last message; sending reads (P29)", async () => {
    const room = await newRoom(asha);
    for (const text of ["one", "two", "three"]) await rao.command(rao.message(room, text));
    const mark = (read: number) => asha.command({ type: "receipts.mark", marks: [{ roomId: room, read }] });
    await mark(2);
    await mark(1);
    expect(await rowOf(asha, room)).toMatchObject({ messageCount: 3, read: 2 });
    await mark(99);
    expect(await rowOf(asha, room)).toMatchObject({ read: 3 });
    await rao.command(rao.message(room, "four"));
    await asha.command(asha.message(room, "five"));
    expect(await rowOf(asha, room)).toMatchObject({ messageCount: 5, read: 5 });
  });

  test("of rooms that one is not in do nothing (P29, P36)", async () => {
    const room = await newRoom(asha);
    const { number } = await asha.command(asha.message(room, "Private"));
    await ben.command({ type: "receipts.mark", marks: [{ roomId: room, read: number }] });
    const { receipts } = await asha.command({ type: "room.join", roomId: room });
    expect(receipts.map(({ accountId }) => accountId)).not.toContain(ben.me.accountId);
  });

  test("in a large room are one's own only (P30)", async () => {
    const students = await Promise.all(
      Array.from({ length: MAX_RECEIPT_MEMBERS + 1 }, (_, i) => school.enrol(rao, `Student ${i}`)),
    );
    const room = await newRoom(asha, ...students);
    const [raoLive, phone, laptop] = [await rao.live(), await asha.live(), await asha.live()];
    const { number } = await rao.command(rao.message(room, "To all of you"));
    await phone.request({
      type: "receipts.mark",
      marks: [{ roomId: room, delivered: number, read: number }],
    });
    await laptop.next(
      (frame) => frame.type === "room.read" && frame.roomId === room && frame.read === number,
    );
    await raoLive.settle();
    expect(raoLive.heard("receipts").filter(({ roomId }) => roomId === room)).toEqual([]);
    expect(await rowOf(asha, room)).toMatchObject({ read: number });
    for (const peer of [raoLive, phone, laptop]) peer.close();
  });
});

test("typing is told to the room, and ends with the message (P31)", async () => {
  const room = await newRoom(asha, ben);
  const live = await ben.live();
  const typists = (accountIds: string[]) =>
    live.next(
      (frame) =>
        frame.type === "typing" && frame.roomId === room && `${frame.accountIds}` === `${accountIds}`,
    );
  await asha.command({ type: "typing.set", roomId: room, typing: true });
  await typists([asha.me.accountId]);
  await asha.command(asha.message(room, "Here it is"));
  await typists([]);
  live.close();
});

test("names are for those who share a room, and for staff (P33)", async () => {
  const dana = await school.enrol(rao, "Dana Levi");
  const everyone = await dana.defaultRoom();
  await dana.command({ type: "room.leave", roomId: everyone });
  const late = await school.enrol(rao, "Late Larsson");
  const ask = async (member: Member, ...asked: Member[]) => {
    const accountIds = asked.map(({ me }) => me.accountId);
    return (await member.command({ type: "people.get", accountIds })).people.map(({ name }) => name);
  };
  expect(await ask(asha, dana)).toEqual(["Dana Levi"]);
  expect(await ask(late, dana)).toEqual(["Dana Levi"]);
  expect(await ask(rao, dana, late)).toEqual(["Dana Levi", "Late Larsson"]);
  await late.command({ type: "room.leave", roomId: everyone });
  const room = await newRoom();
  await dana.command({ type: "room.join", roomId: room });
  const stranger = await school.enrol(rao, "Stranger Sato");
  await stranger.command({ type: "room.leave", roomId: everyone });
  expect(await ask(stranger, rao)).toEqual(["Ms Rao"]);
});

test("one's own new name comes with the next sync of a connection that is older (P14, P20)", async () => {
  const dilnoza = await school.enrol(rao, "Dilnoza K");
  const live = await dilnoza.live();
  const change = { name: "Dilnoza Karimova" };
  await school.fetch("PATCH", `/api/people/${dilnoza.me.accountId}`, rao.headers, change);
  expect((await live.request(FIRST_SYNC)).me).toMatchObject(change);
  live.close();
});

test("a person is online until five seconds after the last device has gone (P32)", async () => {
  const clock = new FakeClock();
  const { school, rao } = await School.open({ clock });
  const asha = await school.enrol(rao, "Asha Verma");
  const room = await asha.defaultRoom();
  const watching = await rao.live();
  const [phone, laptop] = [await asha.live(), await asha.live()];
  clock.pass(1_000);
  const presence = (online: boolean) =>
    watching.next(
      (frame) =>
        frame.type === "presence" &&
        frame.roomId === room &&
        frame.changes.some((change) => change.accountId === asha.me.accountId && change.online === online),
    );
  await presence(true);
  for (const peer of [phone, laptop]) {
    peer.close();
    await peer.closed;
  }
  await watching.settle();
  const { epoch, rooms } = await rao.command(FIRST_SYNC);
  const known = rooms.map(({ roomId, head, position }) => ({ roomId, seq: head, position }));
  const again = await rao.command({ ...FIRST_SYNC, epoch, rooms: known });
  expect(again.online).toEqual([{ roomId: room, online: 2 }]);
  clock.pass(4_000);
  await watching.settle();
  expect(watching.heard("presence").some(({ changes }) => changes.some(({ online }) => !online))).toBe(false);
  clock.pass(3_000);
  await presence(false);
  await school.close();
});
