import { afterAll, describe, expect, test } from "bun:test";
import type { MembersPage, RoomsPage } from "@encrptalk/protocol";
import { follow, message, readLog } from "./conversation.ts";
import { DESK_SYNC, FIRST_SYNC } from "./peer.ts";
import { type Member, refusalOf, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const lee = await school.hire(rao, "Mr Lee");

let students = 0;
const newStudent = (): Promise<Member> => school.enrol(rao, `Student ${++students}`);

describe("opening a conversation (P40)", () => {
  test("makes its room, with the student as its one member; two who open it at once make one", async () => {
    const asha = await newStudent();
    const [one, other] = await Promise.all([rao.open(asha), lee.open(asha)]);
    expect(one.room).toMatchObject({
      kind: "student",
      title: "",
      conversation: { studentId: asha.me.accountId, status: "active" },
      memberCount: 1,
      messageCount: 0,
    });
    expect(other.room.roomId).toBe(one.room.roomId);
    const { events } = await readLog(rao, one.room.roomId);
    expect(events).toMatchObject([
      { type: "room.created", title: "" },
      { type: "member.joined", accountId: asha.me.accountId },
    ]);
    const { members } = await rao.get<MembersPage>(`/api/rooms/${one.room.roomId}/members`);
    expect(members.map(({ accountId }) => accountId)).toEqual([asha.me.accountId]);
    expect((await rao.get<RoomsPage>("/api/rooms")).rooms.map(({ kind }) => kind)).toEqual(["group"]);
  });

  test("is told to the student's every device, which hears the first message at once", async () => {
    const asha = await newStudent();
    const devices = [await asha.live(), await asha.live()];
    const { room } = await rao.open(asha);
    for (const device of devices) {
      const frame = await device.next((frame) => frame.type === "room.joined");
      expect(frame).toMatchObject({ room: { roomId: room.roomId, kind: "student", online: 1 } });
    }
    await rao.command(rao.message(room.roomId, "Welcome to the school"));
    for (const device of devices) await message(device, "Welcome to the school");
    expect((await asha.command(FIRST_SYNC)).rooms).toContainEqual(
      expect.objectContaining({ roomId: room.roomId, messageCount: 1, read: 0 }),
    );
  });

  test("is the student's to do too, of their own; staff then find the same", async () => {
    const asha = await newStudent();
    const own = await asha.open(asha);
    await asha.command(asha.message(own.room.roomId, "Is there school tomorrow?"));
    const seen = await rao.open(asha);
    expect(seen.room.roomId).toBe(own.room.roomId);
    expect(seen.recent.events.at(-1)).toMatchObject({ body: { text: "Is there school tomorrow?" } });
    expect(seen.recent.people).toContainEqual({
      accountId: asha.me.accountId,
      name: asha.me.name,
      role: "student",
    });
    expect((await asha.open(asha)).room.head).toBe(seen.room.head);
  });

  test("is for listed students: others are not found", async () => {
    const gone = await newStudent();
    await rao.post(`/api/people/${gone.me.accountId}/deactivate`);
    const nobody = { me: { accountId: "nobody" as typeof gone.me.accountId } };
    for (const other of [gone, lee, nobody]) expect(await refusalOf(rao.open(other))).toBe("not-found");
  });

  test("of a student who has left the school is not needed: their room stays for the staff", async () => {
    const asha = await newStudent();
    const { room } = await rao.open(asha);
    await asha.command(asha.message(room.roomId, "Goodbye"));
    await rao.post(`/api/people/${asha.me.accountId}/deactivate`);
    expect((await readLog(rao, room.roomId)).events.at(-1)).toMatchObject({ body: { text: "Goodbye" } });
    await rao.command(rao.message(room.roomId, "All the best"));
  });

  test("is all: such a room is not joined, left, renamed or archived", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    expect(await refusalOf(rao.command({ type: "room.join", roomId }))).toBe("room-not-found");
    for (const type of ["room.archive", "room.restore", "room.leave"] as const) {
      expect([type, await refusalOf(rao.command({ type, roomId }))]).toEqual([type, "forbidden"]);
    }
    const renaming = { type: "room.rename", roomId, title: "Asha" } as const;
    expect(await refusalOf(rao.command(renaming))).toBe("forbidden");
    expect(await refusalOf(asha.command({ type: "room.leave", roomId }))).toBe("forbidden");
    await asha.command(asha.message(roomId, "Still here"));
  });
});

describe("following a conversation (P43)", () => {
  test("is naming its room: messages come live, both ways", async () => {
    const asha = await newStudent();
    const entered = await rao.open(asha);
    const { roomId } = entered.room;
    const [phone, desk] = [await asha.live(), await follow(rao, entered)];
    await phone.request(asha.message(roomId, "Good morning"));
    await message(desk, "Good morning");
    await desk.request(rao.message(roomId, "Good morning, Asha"));
    for (const peer of [phone, desk]) await message(peer, "Good morning, Asha");
    for (const peer of [phone, desk]) peer.close();
  });

  test("brings colleagues' answers too, and what was missed before", async () => {
    const asha = await newStudent();
    const entered = await rao.open(asha);
    const { roomId } = entered.room;
    const desk = await follow(rao, entered);
    await lee.command(lee.message(roomId, "From Mr Lee"));
    await message(desk, "From Mr Lee");
    const named = [{ roomId, seq: entered.room.head, position: entered.room.position }];
    const { updates } = await rao.command({ ...DESK_SYNC, epoch: await epoch(), rooms: named });
    expect(updates).toMatchObject([
      { status: "events", roomId, events: [{ body: { text: "From Mr Lee" } }] },
    ]);
    desk.close();
  });

  test("ends when it is not named any more; the desk's list still tells of it", async () => {
    const asha = await newStudent();
    const entered = await rao.open(asha);
    const { roomId } = entered.room;
    const desk = await follow(rao, entered);
    await desk.request(DESK_SYNC);
    await asha.command(asha.message(roomId, "Anybody there?"));
    await desk.next(
      (frame) =>
        frame.type === "desk.changed" &&
        frame.rows?.some(({ conversation }) => conversation?.lastMessage?.text === "Anybody there?") === true,
    );
    await desk.settle();
    expect(desk.heard("event")).toEqual([]);
    desk.close();
  });

  test("of two connections is each one's own", async () => {
    const asha = await newStudent();
    const entered = await rao.open(asha);
    const [following, other] = [await follow(rao, entered), await rao.live(DESK_SYNC)];
    await asha.command(asha.message(entered.room.roomId, "Hello"));
    await message(following, "Hello");
    await other.settle();
    expect(other.heard("event")).toEqual([]);
    for (const peer of [following, other]) peer.close();
  });

  test("is of student rooms: a group that one is not in is gone, and silent", async () => {
    const { roomId } = await rao.command({ type: "room.create", title: "Staff lounge" });
    const peer = await lee.connect();
    const named = [{ roomId, seq: 0, position: 0 }];
    const { updates } = await peer.request({ ...DESK_SYNC, epoch: await epoch(), rooms: named });
    expect(updates).toContainEqual({ status: "gone", roomId });
    await rao.command(rao.message(roomId, "Only Ms Rao is here"));
    await peer.settle();
    expect(JSON.stringify(peer.frames)).not.toContain("Only Ms Rao");
    peer.close();
  });
});

describe("a student room", () => {
  test("keeps each one's words: staff delete their own messages there only (P9, P40)", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    const fromAsha = await asha.command(asha.message(roomId, "My words"));
    const fromLee = await lee.command(lee.message(roomId, "A slip"));
    const remove = (by: Member, target: number) =>
      refusalOf(by.command({ type: "message.delete", roomId, target }));
    expect(await remove(rao, fromAsha.seq)).toBe("forbidden");
    expect(await remove(rao, fromLee.seq)).toBe("forbidden");
    expect(await remove(lee, fromLee.seq)).toBeNull();
  });

  test("tells the staff whether its student is online (P16, P32)", async () => {
    const asha = await newStudent();
    const phone = await asha.live();
    const { room } = await rao.open(asha);
    expect(room.online).toBe(1);
    const named = [{ roomId: room.roomId, seq: room.head, position: room.position }];
    const { online } = await rao.command({ ...DESK_SYNC, epoch: await epoch(), rooms: named });
    expect(online).toContainEqual({ roomId: room.roomId, online: 1 });
    phone.close();
  });
});

const epoch = async () => (await rao.command(FIRST_SYNC)).epoch;
