import { afterAll, describe, expect, test } from "bun:test";
import { type AccountId, type DeskPage, HEARTBEAT_MS, type Polled } from "@encrptalk/protocol";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { DESK_SYNC, knowing, type Peer } from "./peer.ts";
import { type Member, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const lee = await school.hire(rao, "Mr Lee");
const [asha, ben] = [await school.enrol(rao, "Asha Verma"), await school.enrol(rao, "Ben Okafor")];

describe("typing and presence at the desk (P45)", () => {
  const typing = (peer: Peer, room: string, by: Member[]) =>
    peer.next(
      (frame) =>
        frame.type === "typing" &&
        frame.roomId === room &&
        `${frame.accountIds}` === `${by.map(({ me }) => me.accountId)}`,
    );

  test("whoever types in a conversation is seen by its student and by all staff, and by nobody else", async () => {
    const { roomId: room } = (await rao.open(asha)).room;
    const [phone, others, desk] = [await asha.live(), await ben.live(DESK_SYNC), await lee.live(DESK_SYNC)];
    await asha.command({ type: "typing.set", roomId: room, typing: true });
    for (const peer of [phone, desk]) await typing(peer, room, [asha]);
    await rao.command({ type: "typing.set", roomId: room, typing: true });
    for (const peer of [phone, desk]) await typing(peer, room, [asha, rao]);
    await asha.command(asha.message(room, "Sent"));
    for (const peer of [phone, desk]) await typing(peer, room, [rao]);
    await others.settle();
    expect(others.heard("typing")).toEqual([]);
    for (const peer of [phone, others, desk]) peer.close();
  });

  test("a student who comes is seen by the staff, though they share no room; so over a poll", async () => {
    const finn = await school.enrol(rao, "Finn Berg");
    await finn.command({ type: "room.leave", roomId: await finn.defaultRoom() });
    const desk = await lee.live(DESK_SYNC);
    const known = knowing(await rao.command(DESK_SYNC));
    const polled = rao.post<Polled>("/api/poll", { sync: known, waitMs: 25_000 });
    await rao.command({ type: "beat" });
    const phone = await finn.connect();
    const isFinn = (changes: readonly { accountId: AccountId; online: boolean }[]) =>
      changes.some(({ accountId, online }) => accountId === finn.me.accountId && online);
    await desk.next((frame) => frame.type === "desk.presence" && isFinn(frame.changes));
    const { frames } = await polled;
    expect(frames.some((frame) => frame.type === "desk.presence" && isFinn(frame.changes))).toBe(true);
    const { entries } = await rao.command({ type: "desk.get", studentIds: [finn.me.accountId] });
    expect(entries).toMatchObject([{ online: true }]);
    const page = await rao.get<DeskPage>("/api/desk/students?search=finn");
    expect(page.entries).toMatchObject([{ student: { name: "Finn Berg" }, online: true }]);
    for (const peer of [phone, desk]) peer.close();
  });
});

test("the heartbeat tells staff how far the desk and the rooms that they follow are (P23, P43, P44)", async () => {
  const clock = new FakeClock();
  const { school, rao } = await School.open({ clock });
  const asha = await school.enrol(rao, "Asha Verma");
  const { room } = await rao.open(asha);
  const [desk, phone] = [await rao.connect(), await asha.live(DESK_SYNC)];
  const named = [{ roomId: room.roomId, seq: room.head, position: room.position }];
  await desk.request({ ...DESK_SYNC, rooms: named });
  await asha.command(asha.message(room.roomId, "Tick"));
  const moved = await desk.next((frame) => frame.type === "event" && frame.roomId === room.roomId);
  const row = await desk.next((frame) => frame.type === "desk.changed");
  clock.pass(HEARTBEAT_MS);
  expect(await desk.next((frame) => frame.type === "beat")).toMatchObject({
    desk: "position" in row ? row.position : 0,
    rooms: expect.arrayContaining([
      { roomId: room.roomId, position: "position" in moved ? moved.position : 0 },
    ]),
  });
  expect(await phone.next((frame) => frame.type === "beat")).toMatchObject({ desk: 0 });
  await school.close();
});
