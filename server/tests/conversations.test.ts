import { afterAll, describe, expect, test } from "bun:test";
import type { DeskEntry, EnteredRoom, EventPage, MembersPage, RoomId, RoomsPage } from "@encrptalk/protocol";
import { DESK_SYNC, FIRST_SYNC, type Peer } from "./peer.ts";
import { type Member, refusalOf, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const lee = await school.hire(rao, "Mr Lee");
const everyone = await rao.defaultRoom();

let students = 0;
const newStudent = (): Promise<Member> => school.enrol(rao, `Student ${++students}`);
const entryOf = async (staff: Member, student: Member): Promise<DeskEntry> => {
  const { entries } = await staff.command({ type: "desk.get", studentIds: [student.me.accountId] });
  if (!entries[0]) throw new Error("not on the desk");
  return entries[0];
};
/** Staff who have a conversation open: its log is what `entered` gave. */
const follow = async (staff: Member, { room }: EnteredRoom): Promise<Peer> => {
  const named = [{ roomId: room.roomId, seq: room.head, position: room.position }];
  return staff.live({ ...DESK_SYNC, rooms: named });
};
const text = (peer: Peer, wanted: string) =>
  peer.next(
    (frame) =>
      frame.type === "event" &&
      frame.event.type === "message.sent" &&
      frame.event.body?.alg === "plain" &&
      frame.event.body.text === wanted,
  );
const log = (member: Member, roomId: RoomId) =>
  member.get<EventPage>(`/api/rooms/${roomId}/events?limit=200`);

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
    const { events } = await log(rao, one.room.roomId);
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
    for (const device of devices) await text(device, "Welcome to the school");
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
    expect((await log(rao, room.roomId)).events.at(-1)).toMatchObject({ body: { text: "Goodbye" } });
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
    await text(desk, "Good morning");
    await desk.request(rao.message(roomId, "Good morning, Asha"));
    for (const peer of [phone, desk]) await text(peer, "Good morning, Asha");
    for (const peer of [phone, desk]) peer.close();
  });

  test("brings colleagues' answers too, and what was missed before", async () => {
    const asha = await newStudent();
    const entered = await rao.open(asha);
    const { roomId } = entered.room;
    const desk = await follow(rao, entered);
    await lee.command(lee.message(roomId, "From Mr Lee"));
    await text(desk, "From Mr Lee");
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
    await text(following, "Hello");
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

describe("the status of a conversation (P41)", () => {
  test("is closed by staff: an event with who and when, in the log, live and on the desk", async () => {
    const asha = await newStudent();
    const entered = await rao.open(asha);
    const { roomId } = entered.room;
    await asha.command(asha.message(roomId, "Thank you!"));
    const [phone, desk] = [await asha.live(), await rao.live(DESK_SYNC)];
    const closed = await lee.command({ type: "conversation.close", roomId });
    for (const frame of [await phone.next((frame) => frame.type === "event")]) {
      expect(frame).toMatchObject({
        event: { ...closed, type: "conversation.closed", sender: { accountId: lee.me.accountId } },
      });
    }
    const row = await desk.next((frame) => frame.type === "desk.changed");
    expect(row).toMatchObject({ rows: [{ conversation: { status: "closed", waitingSince: null } }] });
    expect((await rao.open(asha)).room.conversation?.status).toBe("closed");
    expect(await rao.command({ type: "conversation.close", roomId })).toEqual(closed);
    const { events, people } = await log(asha, roomId);
    expect(events.map(({ type }) => type)).toEqual([
      "room.created",
      "member.joined",
      "message.sent",
      "conversation.closed",
    ]);
    expect(people.map(({ name }) => name)).toContain("Mr Lee");
    for (const peer of [phone, desk]) peer.close();
  });

  test("is reopened by staff, with its whole history", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    await asha.command(asha.message(roomId, "One question"));
    await rao.command({ type: "conversation.close", roomId });
    await rao.command({ type: "conversation.reopen", roomId });
    expect(await entryOf(lee, asha)).toMatchObject({ conversation: { status: "active", messageCount: 1 } });
    expect((await log(rao, roomId)).events.at(-1)).toMatchObject({ type: "conversation.reopened" });
  });

  test("becomes active by a message of the student, which is never refused", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    const { seq: closed } = await rao.command({ type: "conversation.close", roomId });
    const command = asha.message(roomId, "One more thing");
    const sent = await asha.command(command);
    expect(sent.seq).toBe(closed + 2);
    expect(await asha.command(command)).toEqual(sent);
    const { events } = await log(rao, roomId);
    expect(events.slice(-2)).toMatchObject([
      { type: "conversation.reopened", sender: { accountId: asha.me.accountId } },
      { type: "message.sent", body: { text: "One more thing" } },
    ]);
    expect(await entryOf(rao, asha)).toMatchObject({
      conversation: { status: "active", waitingSince: sent.at },
    });
  });

  test("and by one of the staff", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    await rao.command({ type: "conversation.close", roomId });
    await lee.command(lee.message(roomId, "I forgot to say"));
    expect(await entryOf(rao, asha)).toMatchObject({
      conversation: { status: "active", waitingSince: null },
    });
  });

  test("is not the student's to choose, and no group room has one", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    for (const type of ["conversation.close", "conversation.reopen"] as const) {
      expect(await refusalOf(asha.command({ type, roomId }))).toBe("forbidden");
      expect(await refusalOf(rao.command({ type, roomId: everyone }))).toBe("room-not-found");
    }
  });

  test("who waits, and since when, is shared by the staff", async () => {
    const asha = await newStudent();
    const { roomId } = (await asha.open(asha)).room;
    const { at } = await asha.command(asha.message(roomId, "Hello?"));
    await asha.command(asha.message(roomId, "Is anybody there?"));
    for (const staff of [rao, lee]) {
      expect((await entryOf(staff, asha)).conversation?.waitingSince).toBe(at);
    }
    await lee.command(lee.message(roomId, "Yes"));
    expect((await entryOf(rao, asha)).conversation?.waitingSince).toBeNull();
  });
});

describe("marks in a conversation (P46)", () => {
  test("tell the staff what the student has received and read", async () => {
    const asha = await newStudent();
    const entered = await rao.open(asha);
    const { roomId } = entered.room;
    const desk = await follow(rao, entered);
    const { number } = await rao.command(rao.message(roomId, "Please sign the form"));
    await asha.command({ type: "receipts.mark", marks: [{ roomId, delivered: number }] });
    await marked(desk, asha, { delivered: number, read: 0 });
    await asha.command({ type: "receipts.mark", marks: [{ roomId, read: number }] });
    await marked(desk, asha, { delivered: number, read: number });
    desk.close();
  });

  test("tell the student that staff have read, and who read it on one device has read it on all", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    const phone = await asha.live();
    const otherDesk = await rao.live(DESK_SYNC);
    const { number } = await phone.request(asha.message(roomId, "Did you get the form?"));
    await rao.command({ type: "receipts.mark", marks: [{ roomId, read: number }] });
    await marked(phone, rao, { delivered: number, read: number });
    await otherDesk.next(
      (frame) => frame.type === "room.read" && frame.roomId === roomId && frame.read === number,
    );
    for (const peer of [phone, otherDesk]) peer.close();
  });

  test("are each one's own: what Ms Rao has read, Mr Lee has not", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    const { number } = await asha.command(asha.message(roomId, "For both of you"));
    await rao.command({ type: "receipts.mark", marks: [{ roomId, read: number }] });
    expect((await entryOf(rao, asha)).read).toBe(number);
    expect((await entryOf(lee, asha)).read).toBe(0);
  });

  test("of new staff begin at what was said before them", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    const { number } = await asha.command(asha.message(roomId, "Long ago"));
    const kim = await school.hire(rao, "Ms Kim");
    expect((await entryOf(kim, asha)).read).toBe(number);
    await asha.command(asha.message(roomId, "And now"));
    expect(await entryOf(kim, asha)).toMatchObject({
      read: number,
      conversation: { messageCount: number + 1 },
    });
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

  test("tells the student who is online, and the staff whether the student is (P16, P32)", async () => {
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

describe("what one is told of a room (P47)", () => {
  test("is chosen for all of one's devices, and caught up with", async () => {
    const asha = await newStudent();
    const { epoch, school, account, rooms } = await asha.command(FIRST_SYNC);
    const laptop = await asha.live();
    await asha.command({ type: "notify.set", roomId: everyone, notify: "nothing" });
    const frame = await laptop.next((frame) => frame.type === "room.notify");
    expect(frame).toMatchObject({ roomId: everyone, notify: "nothing" });
    const named = rooms.map(({ roomId, head, position }) => ({ roomId, seq: head, position }));
    const { updates } = await asha.command({ type: "sync", epoch, school, account, rooms: named });
    expect(updates).toMatchObject([{ status: "events", roomId: everyone, notify: "nothing" }]);
    laptop.close();
  });

  test("is each one's own in a conversation, and stands in the desk's list", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    await rao.command({ type: "notify.set", roomId, notify: "nothing" });
    expect((await entryOf(rao, asha)).notify).toBe("nothing");
    expect((await entryOf(lee, asha)).notify).toBe("all");
  });

  test("is of rooms that one may enter", async () => {
    const roomId = "nowhere" as RoomId;
    expect(await refusalOf(rao.command({ type: "notify.set", roomId, notify: "all" }))).toBe(
      "room-not-found",
    );
  });
});

const epoch = async () => (await rao.command(FIRST_SYNC)).epoch;

const marked = (peer: Peer, { me }: Member, marks: { delivered: number; read: number }) =>
  peer.next(
    (frame) =>
      frame.type === "receipts" &&
      frame.receipts.some(
        ({ accountId, delivered, read }) =>
          accountId === me.accountId && delivered === marks.delivered && read === marks.read,
      ),
  );
