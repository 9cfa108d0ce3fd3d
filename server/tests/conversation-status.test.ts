import { afterAll, describe, expect, test } from "bun:test";
import { entryOf, readLog } from "./conversation.ts";
import { DESK_SYNC } from "./peer.ts";
import { type Member, refusalOf, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const lee = await school.hire(rao, "Mr Lee");
const everyone = await rao.defaultRoom();

let students = 0;
const newStudent = (): Promise<Member> => school.enrol(rao, `Student ${++students}`);

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
    const { events, people } = await readLog(asha, roomId);
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
    expect((await readLog(rao, roomId)).events.at(-1)).toMatchObject({ type: "conversation.reopened" });
  });

  test("becomes active by a message of the student, which is never refused", async () => {
    const asha = await newStudent();
    const { roomId } = (await rao.open(asha)).room;
    const { seq: closed } = await rao.command({ type: "conversation.close", roomId });
    const command = asha.message(roomId, "One more thing");
    const sent = await asha.command(command);
    expect(sent.seq).toBe(closed + 2);
    expect(await asha.command(command)).toEqual(sent);
    const { events } = await readLog(rao, roomId);
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
