import { afterAll, describe, expect, test } from "bun:test";
import type { RoomId } from "@encrptalk/protocol";
import { entryOf, follow, receipt } from "./conversation.ts";
import { DESK_SYNC, FIRST_SYNC } from "./peer.ts";
import { type Member, refusalOf, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const lee = await school.hire(rao, "Mr Lee");
const everyone = await rao.defaultRoom();

let students = 0;
const newStudent = (): Promise<Member> => school.enrol(rao, `Student ${++students}`);

describe("marks in a conversation (P46)", () => {
  test("tell the staff what the student has received and read", async () => {
    const asha = await newStudent();
    const entered = await rao.open(asha);
    const { roomId } = entered.room;
    const desk = await follow(rao, entered);
    const { number } = await rao.command(rao.message(roomId, "Please sign the form"));
    await asha.command({ type: "receipts.mark", marks: [{ roomId, delivered: number }] });
    await receipt(desk, asha, { delivered: number, read: 0 });
    await asha.command({ type: "receipts.mark", marks: [{ roomId, read: number }] });
    await receipt(desk, asha, { delivered: number, read: number });
    desk.close();
  });

  test("tell the student that staff have read, and who read it on one device has read it on all", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    const phone = await asha.live();
    const otherDesk = await rao.live(DESK_SYNC);
    const { number } = await phone.request(asha.message(roomId, "Did you get the form?"));
    await rao.command({ type: "receipts.mark", marks: [{ roomId, read: number }] });
    await receipt(phone, rao, { delivered: number, read: number });
    await otherDesk.next(
      (frame) => frame.type === "room.read" && frame.roomId === roomId && frame.read === number,
    );
    for (const peer of [phone, otherDesk]) peer.close();
  });

  test("move by answering, which is told to one's other devices too", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    await asha.command(asha.message(roomId, "May I ask something?"));
    const otherDesk = await rao.live(DESK_SYNC);
    const { number } = await rao.command(rao.message(roomId, "Of course"));
    const read = await otherDesk.next((frame) => frame.type === "room.read");
    expect(read).toMatchObject({ roomId, read: number });
    otherDesk.close();
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
