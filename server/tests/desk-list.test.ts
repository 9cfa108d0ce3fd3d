import { afterAll, describe, expect, test } from "bun:test";
import type {
  AccountId,
  Classes,
  DeskCounts,
  DeskOverview,
  DeskPage,
  StudentDetails,
} from "@encrptalk/protocol";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { type Member, School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());
const lee = await school.hire(rao, "Mr Lee");
const [asha, ben] = [await school.enrol(rao, "Asha Verma"), await school.enrol(rao, "Ben Okafor")];

const write = async (by: Member, student: Member, text: string) => {
  const { roomId } = (await by.open(student)).room;
  return by.command(by.message(roomId, text));
};
describe("the desk's list (P48)", () => {
  test("has all students: who waits longest, then the unread, the recent, and the never-written by name", async () => {
    const { school, rao } = await School.open();
    const [zoe, yan, xia, wim] = [
      await school.enrol(rao, "Zoe"),
      await school.enrol(rao, "Yan"),
      await school.enrol(rao, "Xia"),
      await school.enrol(rao, "Wim"),
    ];
    for (const name of ["émile", "Eve", "Dan"]) await school.invite(rao, name);
    const say = async (by: Member, student: Member) => {
      const { roomId } = (await by.open(student)).room;
      await by.command(by.message(roomId, "Hello"));
    };
    await say(rao, wim);
    await say(zoe, zoe);
    await say(yan, yan);
    await say(rao, xia);
    const pages: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const page: DeskPage = await rao.get(`/api/desk/students?limit=2${next && `&after=${next}`}`);
      expect(page.total).toBe(7);
      pages.push(...page.entries.map(({ student }) => student.name));
      next = page.next;
    }
    expect(pages).toEqual(["Zoe", "Yan", "Xia", "Wim", "Dan", "émile", "Eve"]);
    const list = async (query: string) =>
      (await rao.get<DeskPage>(`/api/desk/students?${query}`)).entries.map(({ student }) => student.name);
    expect(await list("filter=unread")).toEqual(["Zoe", "Yan"]);
    expect(await list("filter=new")).toEqual(["Dan", "émile", "Eve"]);
    expect(await list("filter=closed")).toEqual([]);
    expect(await list("filter=active&search=xia")).toEqual(["Xia"]);
    expect(await list("search=emil")).toEqual(["émile"]);
    expect(await list("search=EVE@hill")).toEqual(["Eve"]);
    expect(await list("className=11%20A")).toEqual([]);
    expect(await rao.get<DeskCounts>("/api/desk/counts")).toMatchObject({
      all: 7,
      unread: 2,
      active: 4,
      closed: 0,
      new: 3,
      waiting: 2,
    });
    expect(await rao.get<Classes>("/api/desk/classes")).toEqual({
      classes: [{ className: "10 B", students: 7 }],
    });
    await school.close();
  });

  test("and gives rows by name, of students only", async () => {
    const nobody = "nobody" as AccountId;
    const studentIds = [ben.me.accountId, lee.me.accountId, nobody, asha.me.accountId];
    const { entries } = await rao.command({ type: "desk.get", studentIds });
    expect(entries.map(({ student }) => student.accountId).sort()).toEqual(
      [asha.me.accountId, ben.me.accountId].sort(),
    );
  });

  test("knows more of one student: who began, how soon they were answered, their devices", async () => {
    const eli = await school.enrol(rao, "Eli Stone");
    const asked = await write(eli, eli, "A question");
    const answered = await write(lee, eli, "An answer");
    const details = await rao.get<StudentDetails>(`/api/desk/students/${eli.me.accountId}`);
    expect(details).toMatchObject({
      entry: { student: { name: "Eli Stone" }, conversation: { messageCount: 2 } },
      accountStatus: "active",
      devices: 1,
      startedBy: eli.me.accountId,
      firstResponseMs: answered.at - asked.at,
    });
    const strange = await school.fetch("GET", "/api/desk/students/nobody", rao.headers);
    expect([strange.status, await strange.json()]).toMatchObject([404, { error: { code: "not-found" } }]);
  });

  test("has an overview: what was written each day of the last 30, in the school's time zone", async () => {
    const clock = new FakeClock(Date.UTC(2026, 0, 5, 20));
    const { school, rao } = await School.open({ clock });
    const asha = await school.enrol(rao, "Asha Verma");
    await school.fetch("PATCH", "/api/school/settings", rao.headers, { timeZone: "Pacific/Auckland" });
    const { roomId } = (await asha.open(asha)).room;
    await asha.command(asha.message(roomId, "It is Tuesday here"));
    clock.set(clock.now() + 60_000);
    await rao.command(rao.message(roomId, "So it is"));
    clock.set(clock.now() + 2 * 86_400_000);
    await asha.command(asha.message(roomId, "And now Thursday"));
    const overview = await rao.get<DeskOverview>("/api/desk/overview");
    expect(overview).toMatchObject({
      waiting: 1,
      active: 1,
      studentsOnline: 0,
      medianFirstResponseMs: 60_000,
    });
    expect(overview.days).toHaveLength(30);
    expect(overview.days[0]).toEqual({ day: "2025-12-10", fromStudents: 0, fromStaff: 0 });
    expect(overview.days.slice(-3)).toEqual([
      { day: "2026-01-06", fromStudents: 1, fromStaff: 1 },
      { day: "2026-01-07", fromStudents: 0, fromStaff: 0 },
      { day: "2026-01-08", fromStudents: 1, fromStaff: 0 },
    ]);
    const phone = await asha.live();
    expect((await rao.get<DeskOverview>("/api/desk/overview")).studentsOnline).toBe(1);
    phone.close();
    await school.close();
  });
});
