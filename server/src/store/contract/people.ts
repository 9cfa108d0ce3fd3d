import { expect, test } from "bun:test";
import { type AccountId, MAX_CHANGED_PEOPLE, type RoomId, type Sender } from "@encrptalk/protocol";
import { person, refusal, type School } from "./school.ts";

const chen = person("chen");

export function peopleContract(school: () => School): void {
  const known = async (asker: { accountId: AccountId }, ...wanted: { accountId: AccountId }[]) => {
    const people = await school().store.people(
      asker.accountId,
      wanted.map(({ accountId }) => accountId),
    );
    return people.map(({ name }) => name).toSorted();
  };

  /** The last change of names that was told. */
  const told = () => {
    const change = school().changes.findLast(({ type }) => type === "people");
    return change?.type === "people" ? change : undefined;
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
    await s.rename([s.ben, "Ben Okafor"], [s.msRao, "Ms Rao-Lee"]);
    const change = told();
    expect(change).toMatchObject({
      type: "people",
      previous: before,
      accountIds: [s.ben.accountId, s.msRao.accountId],
    });
    await s.rename([s.ben, "Ben"]);
    const caughtUp = await s.catchUp(s.asha, { school: before });
    expect(caughtUp.school).toBe(told()?.position ?? 0);
    expect(caughtUp.peopleChanged?.toSorted()).toEqual([s.ben.accountId, s.msRao.accountId]);
    const sinceFirst = await s.catchUp(s.asha, { school: change?.position ?? 0 });
    expect(sinceFirst.peopleChanged).toEqual([s.ben.accountId]);
    expect((await s.catchUp(s.asha, { school: caughtUp.school })).peopleChanged).toEqual([]);
  });

  test("after more than 500 changes of people all names are to be forgotten", async () => {
    const s = school();
    const { school: before } = await s.catchUp(s.asha);
    const pupils = Array.from({ length: MAX_CHANGED_PEOPLE + 1 }, (_, index) => person(`pupil-${index}`));
    await s.enrolAll(pupils.map((sender) => ({ sender, name: "Somebody" })));
    const rename = (name: string, ...some: Sender[]) =>
      s.rename(...some.map((sender) => [sender, name] as [Sender, string]));
    await rename("Anybody", ...pupils.slice(1));
    expect(told()?.accountIds).toHaveLength(MAX_CHANGED_PEOPLE);
    expect((await s.catchUp(s.asha, { school: before })).peopleChanged).toHaveLength(MAX_CHANGED_PEOPLE);
    await rename("Anybody", ...pupils.slice(0, 1));
    expect((await s.catchUp(s.asha, { school: before })).peopleChanged).toBeNull();
    await rename("Nobody", ...pupils);
    expect(told()?.accountIds).toBeNull();
  });

  test("of several named, only those are told of whose name or role is another than before", async () => {
    const s = school();
    await s.rename([s.asha, "Asha"], [s.ben, "Ben Okafor"], [s.msRao, "Ms Rao"]);
    expect(told()?.accountIds).toEqual([s.ben.accountId]);
    const changes = s.changes.length;
    await s.rename([s.ben, "Ben Okafor"]);
    await s.enrol(person("mr-silva"), "Mr Silva", "admin");
    expect(s.changes.length).toBe(changes);
  });

  test("statements that are refused tell of nobody", async () => {
    const s = school();
    const changes = s.changes.length;
    const accountIds = [s.asha.accountId];
    const rename = { sql: "UPDATE accounts SET name = 'Nobody' WHERE id = 'asha'", parameters: [] };
    const broken = { sql: "UPDATE accounts SET email = 'ben@example.org' WHERE id = 'asha'", parameters: [] };
    const told = { names: accountIds, students: accountIds };
    expect(await refusal(s.store.sql.writeAll([rename, broken], told))).toBe("SQLITE_CONSTRAINT_UNIQUE");
    expect(s.changes.length).toBe(changes);
  });
}
