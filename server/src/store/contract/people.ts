import { expect, test } from "bun:test";
import type { AccountId, RoomId } from "@encrptalk/protocol";
import { person, type School } from "./school.ts";

const chen = person("chen");

export function peopleContract(school: () => School): void {
  const known = async (asker: { accountId: AccountId }, ...wanted: { accountId: AccountId }[]) => {
    const people = await school().store.people(
      asker.accountId,
      wanted.map(({ accountId }) => accountId),
    );
    return people.map(({ name }) => name).toSorted();
  };

  test("one may know staff, oneself, and whom one shares or shared a room with; staff may know all", async () => {
    const s = school();
    await s.enrol(chen, "Chen");
    const everyone = [s.asha, s.ben, chen, s.msRao, person("nobody")];
    expect(await known(s.asha, ...everyone)).toEqual(["Asha", "Ben", "Ms Rao"]);
    expect(await known(chen, ...everyone)).toEqual(["Chen", "Ms Rao"]);
    expect(await known(s.msRao, ...everyone)).toEqual(["Asha", "Ben", "Chen", "Ms Rao"]);
    await s.leave(s.ben);
    expect(await known(s.asha, s.ben)).toEqual(["Ben"]);
    expect(await s.store.people(s.asha.accountId, [s.msRao.accountId])).toEqual([
      { accountId: s.msRao.accountId, name: "Ms Rao", role: "admin" },
    ]);
  });

  test("members are listed by name, page by page, without those who left", async () => {
    const s = school();
    const roomId = "hall" as RoomId;
    await s.create(roomId);
    for (const name of ["zoe", "Yusuf", "Amara", "amara", "Björn"]) {
      const member = person(`${name.replace("ö", "o")}-${name === "amara" ? 2 : 1}`);
      await s.enrol(member, name);
      await s.join(member, roomId);
    }
    await s.join(s.ben, roomId);
    await s.leave(s.ben, roomId);
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page = await s.store.members(roomId, { after, limit: 2 });
      expect(page.total).toBe(5);
      names.push(...page.members.map(({ name }) => name));
      after = page.next ?? undefined;
    } while (after);
    expect(names).toEqual(["Amara", "amara", "Björn", "Yusuf", "zoe"]);
  });

  test("changes of people are told in the school's feed, and caught up with", async () => {
    const s = school();
    const { school: before } = await s.catchUp(s.asha);
    await s.store.peopleChanged([s.ben.accountId, s.msRao.accountId]);
    const change = s.changes.at(-1);
    expect(change).toMatchObject({
      type: "people",
      previous: before,
      accountIds: [s.ben.accountId, s.msRao.accountId],
    });
    await s.store.peopleChanged([s.ben.accountId]);
    const caughtUp = await s.catchUp(s.asha, { school: before });
    expect(caughtUp.school).toBe(s.changes.at(-1)?.position ?? 0);
    expect(caughtUp.peopleChanged?.toSorted()).toEqual([s.ben.accountId, s.msRao.accountId]);
    const sinceFirst = await s.catchUp(s.asha, { school: change?.position ?? 0 });
    expect(sinceFirst.peopleChanged).toEqual([s.ben.accountId]);
    expect((await s.catchUp(s.asha, { school: caughtUp.school })).peopleChanged).toEqual([]);
  });

  test("after more than 500 changes of people all names are to be forgotten", async () => {
    const s = school();
    const { school: before } = await s.catchUp(s.asha);
    const pupils = Array.from({ length: 501 }, (_, index) => `pupil-${index}` as AccountId);
    await s.store.peopleChanged(pupils.slice(1));
    expect((await s.catchUp(s.asha, { school: before })).peopleChanged).toHaveLength(500);
    await s.store.peopleChanged(pupils.slice(0, 1));
    expect((await s.catchUp(s.asha, { school: before })).peopleChanged).toBeNull();
  });
}
