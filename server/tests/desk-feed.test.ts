import { afterAll, describe, expect, test } from "bun:test";
import {
  compareDeskEntries,
  type DeskEntry,
  type DeskPage,
  MAX_DESK_ENTRIES,
  type Polled,
  type Sync,
} from "@encrptalk/protocol";
import { DESK_SYNC, FIRST_SYNC, knowing } from "./peer.ts";
import { type Member, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const lee = await school.hire(rao, "Mr Lee");
const [asha, ben, chidi] = [
  await school.enrol(rao, "Asha Verma"),
  await school.enrol(rao, "Ben Okafor"),
  await school.enrol(rao, "Chidi Anagonye"),
];

const page = (query = "") => rao.get<DeskPage>(`/api/desk/students${query}`);
const names = ({ entries }: DeskPage) => entries.map(({ student }) => student.name);
const write = async (by: Member, student: Member, text: string) => {
  const { roomId } = (await by.open(student)).room;
  return by.command(by.message(roomId, text));
};
const roomOf = async (student: Member) => (await rao.open(student)).room.roomId;
/** What staff know who have read the list up to its end, and how far they are. */
const readDesk = async (staff: Member = rao): Promise<{ known: Sync; entries: DeskEntry[] }> => {
  const known = knowing(await staff.command(DESK_SYNC));
  return { known, entries: (await staff.get<DeskPage>("/api/desk/students?limit=200")).entries };
};
/** The list as it is after some rows were told anew. */
const applying = (entries: readonly DeskEntry[], told: readonly DeskEntry[]): DeskEntry[] => {
  const byStudent = new Map([...entries, ...told].map((entry) => [entry.student.accountId, entry]));
  return [...byStudent.values()].filter(({ listed }) => listed).sort(compareDeskEntries);
};
/** Everything that can move a row, once. */
const schoolDay = async (): Promise<void> => {
  await write(asha, asha, "I am ill today");
  await write(rao, ben, "See me after class");
  await write(lee, chidi, "Well done");
  const benRoom = await roomOf(ben);
  await ben.command(ben.message(benRoom, "Yes, Ms Rao"));
  await rao.command({ type: "receipts.mark", marks: [{ roomId: benRoom, read: 99 }] });
  await rao.command({ type: "conversation.close", roomId: await roomOf(chidi) });
  await rao.command({ type: "notify.set", roomId: await roomOf(asha), notify: "nothing" });
  await patch(`/api/people/${asha.me.accountId}`, { name: "Asha Verma-Rao", className: "11 A" });
  await school.invite(rao, crypto.randomUUID());
};
const patch = (path: string, body: object) => school.fetch("PATCH", path, rao.headers, body);

describe("the desk's feed (P44)", () => {
  test("brings one row for one message, each frame naming the position before it", async () => {
    await rao.open(asha);
    const { known } = await readDesk();
    const desk = await rao.live(known);
    const sent = await write(asha, asha, "One row");
    const frame = await desk.next((frame) => frame.type === "desk.changed");
    expect(frame).toMatchObject({
      previous: known.desk,
      rows: [
        {
          student: { accountId: asha.me.accountId, rollId: "ASHA-VERMA", className: "10 B" },
          conversation: {
            lastMessage: { ...sent, senderId: asha.me.accountId, text: "One row" },
            waitingSince: sent.at,
          },
          listed: true,
        },
      ],
    });
    await schoolDay();
    await desk.settle();
    let position = known.desk;
    for (const frame of desk.heard("desk.changed")) {
      expect(frame.previous).toBe(position as number);
      expect(frame.rows?.every((row) => row.position === frame.position)).toBe(true);
      position = frame.position;
    }
    expect((await rao.command(DESK_SYNC)).desk?.position).toBe(position as number);
    desk.close();
  });

  test("is not moved by receipts", async () => {
    const room = await roomOf(asha);
    const { known } = await readDesk();
    await asha.command({ type: "receipts.mark", marks: [{ roomId: room, read: 99 }] });
    expect((await rao.command(known)).desk).toEqual({ position: known.desk as number, rows: [] });
  });

  test("tells of students who come, change and go", async () => {
    const { known } = await readDesk();
    const { person } = await school.invite(rao, "Dana Levi");
    const rows = async () => (await rao.command(known)).desk?.rows;
    expect(await rows()).toMatchObject([
      { student: { name: "Dana Levi" }, conversation: null, listed: true },
    ]);
    await patch(`/api/people/${person.accountId}`, { rollId: "D-7" });
    expect(await rows()).toMatchObject([{ student: { name: "Dana Levi", rollId: "D-7" } }]);
    await rao.post(`/api/people/${person.accountId}/deactivate`);
    expect(await rows()).toMatchObject([{ student: { name: "Dana Levi" }, listed: false }]);
    expect(names(await page())).not.toContain("Dana Levi");
    await rao.post(`/api/people/${person.accountId}/reactivate`);
    expect(names(await page())).toContain("Dana Levi");
  });

  test("is caught up with after a gap: list, order and badges are those of a fresh list (P20)", async () => {
    const { known, entries } = await readDesk();
    await schoolDay();
    const { desk } = await rao.command(known);
    expect(applying(entries, desk?.rows ?? [])).toEqual((await page("?limit=200")).entries);
  });

  test("and the same over HTTP, where a poll waits for it (P26)", async () => {
    const { known, entries } = await readDesk();
    const poll = (sync: Sync) => rao.post<Polled>("/api/poll", { sync, waitMs: 25_000 });
    const [first] = await Promise.all([poll(known), schoolDay()]);
    let [told, last] = [first.synced.desk?.rows ?? [], first.synced];
    const now = (await rao.command(DESK_SYNC)).desk?.position;
    while (last.desk?.position !== now) {
      last = (await poll({ ...knowing(last), rooms: known.rooms })).synced;
      told = [...told, ...(last.desk?.rows ?? [])];
    }
    // The last choices of one's own move one's own feed, not the desk's.
    const { desk } = await rao.command({ ...knowing(last), account: known.account, rooms: known.rooms });
    expect(applying(entries, [...told, ...(desk?.rows ?? [])])).toEqual((await page("?limit=200")).entries);
  });

  test("gives what staff themselves have read and chosen elsewhere", async () => {
    const room = await roomOf(asha);
    await write(asha, asha, "Read this");
    const { known } = await readDesk();
    await rao.command({ type: "receipts.mark", marks: [{ roomId: room, read: 999 }] });
    const { desk } = await rao.command(known);
    expect(desk?.position).toBe(known.desk as number);
    expect(desk?.rows).toMatchObject([{ student: { accountId: asha.me.accountId } }]);
    expect(desk?.rows?.[0]?.read).toBe(desk?.rows?.[0]?.conversation?.messageCount as number);
    expect((await lee.command({ type: "desk.get", studentIds: [asha.me.accountId] })).entries).toMatchObject([
      { read: 0 },
    ]);
  });

  test("says so when too much has changed: the list is to be asked for anew", async () => {
    const { school, rao } = await School.open();
    const known = knowing(await rao.command(DESK_SYNC));
    for (let i = 0; i <= MAX_DESK_ENTRIES; i++) await school.invite(rao, `Student ${i}`);
    const { desk } = await rao.command(known);
    expect(desk).toEqual({ position: expect.any(Number), rows: null });
    await school.close();
  });

  test("is for staff who ask for it", async () => {
    expect((await asha.command(DESK_SYNC)).desk).toBeNull();
    expect((await rao.command(FIRST_SYNC)).desk).toBeNull();
    const others = [await asha.live(DESK_SYNC), await rao.live()];
    const desk = await rao.live(DESK_SYNC);
    await write(ben, ben, "Who hears this?");
    await desk.next((frame) => frame.type === "desk.changed");
    await desk.request(FIRST_SYNC);
    await write(ben, ben, "And this?");
    for (const peer of [...others, desk]) {
      await peer.settle();
      expect(peer.heard("desk.changed")).toHaveLength(peer === desk ? 1 : 0);
      peer.close();
    }
  });
});
