import { afterAll, describe, expect, test } from "bun:test";
import type { EventPage, MembersPage, RoomId, RoomsPage } from "@encrptalk/protocol";
import { FIRST_SYNC } from "./peer.ts";
import { type Member, refusalOf, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const asha = await school.enrol(rao, "Asha Verma");
const ben = await school.enrol(rao, "Ben Okafor");

const create = (title: string) => rao.command({ type: "room.create", title });
const join = (member: Member, roomId: RoomId) => member.command({ type: "room.join", roomId });

describe("entering and leaving", () => {
  test("everyone is in the default room from their first sign-in on (P13)", async () => {
    for (const member of [rao, asha, ben]) {
      expect((await member.command(FIRST_SYNC)).rooms).toMatchObject([
        { isDefault: true, title: "Everyone" },
      ]);
    }
  });

  test("joining answers with the room and its recent messages, and may be repeated (P11)", async () => {
    const { roomId } = await create("Choir");
    await rao.command(rao.message(roomId, "Welcome to the choir"));
    const entered = await join(asha, roomId);
    expect(entered.room).toMatchObject({ title: "Choir", memberCount: 2, messageCount: 1 });
    expect(entered.recent.events.map(({ type }) => type)).toEqual([
      "room.created",
      "member.joined",
      "message.sent",
      "member.joined",
    ]);
    expect(entered.recent.people).toContainEqual({
      accountId: rao.me.accountId,
      name: "Ms Rao",
      role: "admin",
    });
    expect((await join(asha, roomId)).room.head).toBe(entered.room.head);
  });

  test("all devices of the person follow, and hear the next message (P11, P22)", async () => {
    const { roomId } = await create("Chess");
    const phone = await asha.live();
    const laptop = await asha.live();
    await phone.request({ type: "room.join", roomId });
    await laptop.next((frame) => frame.type === "room.joined" && frame.room.roomId === roomId);
    await rao.command(rao.message(roomId, "Your move"));
    for (const peer of [phone, laptop]) {
      await peer.next(
        (frame) => frame.type === "event" && frame.roomId === roomId && frame.event.type === "message.sent",
      );
    }
  });

  test("who has left hears nothing more and may do nothing more (P11, P12, P36)", async () => {
    const { roomId } = await create("Debate");
    await join(ben, roomId);
    const { seq } = await ben.command(ben.message(roomId, "I was here"));
    const live = await ben.live();
    await live.request({ type: "room.leave", roomId });
    await live.next((frame) => frame.type === "room.left" && frame.roomId === roomId);
    await rao.command(rao.message(roomId, "Ben is gone"));
    await live.settle();
    expect(JSON.stringify(live.frames)).not.toContain("Ben is gone");

    const nowhere = "no-such-room" as RoomId;
    for (const refused of [roomId, nowhere]) {
      const asks: (() => Promise<unknown>)[] = [
        () => ben.command(ben.message(refused, "Still here?")),
        () => ben.command({ type: "typing.set", roomId: refused, typing: true }),
        () => ben.command({ type: "message.delete", roomId: refused, target: seq }),
        () => ben.get(`/api/rooms/${refused}/events`),
        () => ben.get(`/api/rooms/${refused}/members`),
      ];
      for (const ask of asks) expect(await refusalOf(ask())).toBe("room-not-found");
    }
    const { updates } = await ben.command({
      ...FIRST_SYNC,
      epoch: (await ben.command(FIRST_SYNC)).epoch,
      rooms: [{ roomId, seq: 1, position: 1 }],
    });
    expect(updates).toEqual([{ status: "gone", roomId }]);
  });
});

describe("keeping rooms", () => {
  test("is for administrators (P13)", async () => {
    const { roomId } = await create("Science Fair");
    await join(asha, roomId);
    for (const command of [
      { type: "room.create", title: "Asha's room" },
      { type: "room.rename", roomId, title: "Mine" },
      { type: "room.archive", roomId },
      { type: "room.restore", roomId },
    ] as const) {
      expect(await refusalOf(asha.command(command))).toBe("forbidden");
    }
  });

  test("a title names one room, without regard to case (P13)", async () => {
    await create("Drama Club");
    expect(await refusalOf(create("DRAMA club"))).toBe("title-taken");
  });

  test("a new name is in the log, and everyone's list of rooms learns it (P7, P19)", async () => {
    const { roomId } = await create("Footbal");
    const live = await asha.live();
    await rao.command({ type: "room.rename", roomId, title: "Football" });
    const frame = await live.next((frame) => frame.type === "room.changed" && frame.room.roomId === roomId);
    expect(frame).toMatchObject({ room: { title: "Football" } });
    const { rooms } = await asha.get<RoomsPage>("/api/rooms");
    expect(rooms.map(({ title }) => title)).toContain("Football");
  });

  test("an archived room keeps its history, takes no messages, and can be restored (P13)", async () => {
    const { roomId } = await create("Class of 2025");
    await rao.command(rao.message(roomId, "Farewell"));
    await rao.command({ type: "room.archive", roomId });
    expect(await refusalOf(rao.command(rao.message(roomId, "One more")))).toBe("room-archived");
    const { events } = await rao.get<EventPage>(`/api/rooms/${roomId}/events`);
    expect(events.at(-1)).toMatchObject({ type: "room.archived" });
    const listed = async (path: string) => (await rao.get<RoomsPage>(path)).rooms.map(({ title }) => title);
    expect(await listed("/api/rooms")).not.toContain("Class of 2025");
    expect(await listed("/api/rooms?archived=true")).toContain("Class of 2025");
    await rao.command({ type: "room.restore", roomId });
    expect(await refusalOf(rao.command(rao.message(roomId, "Welcome back")))).toBeNull();
  });
});

test("members are listed by name, page by page, with who is online", async () => {
  const { roomId } = await create("Everyone here");
  const asked: Member[] = [rao, asha, ben];
  for (const member of asked) await join(member, roomId);
  const live = await asha.live();
  const first = await rao.get<MembersPage>(`/api/rooms/${roomId}/members?limit=2`);
  expect(first.members).toMatchObject([
    { name: "Asha Verma", online: true },
    { name: "Ben Okafor", role: "student" },
  ]);
  expect(first.total).toBe(3);
  const second = await rao.get<MembersPage>(
    `/api/rooms/${roomId}/members?limit=2&after=${encodeURIComponent(first.next ?? "")}`,
  );
  expect(second.members.map(({ name }) => name)).toEqual(["Ms Rao"]);
  expect(second.next).toBeNull();
  live.close();
});
