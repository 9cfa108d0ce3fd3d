import { expect, test } from "bun:test";
import { type AccountId, DEFAULT_DISPLAY_SETTINGS, type PeopleQuery } from "@encrptalk/protocol";
import {
  ASHA,
  BEN,
  Browser,
  failure,
  MR_SILVA,
  refusal,
  TestSchool,
  THE_OFFICE,
} from "../testing/accounts-school.ts";

const names = async (school: TestSchool, query: Partial<PeopleQuery> = {}) =>
  (await school.accounts.people({ limit: 50, ...query })).people.map(({ name }) => name);

test("an added person is invited, with all that was said of them", async () => {
  await using school = await TestSchool.open();
  const { person } = await school.accounts.addPerson(THE_OFFICE, ASHA, new Browser());
  expect(person).toMatchObject({ ...ASHA, status: "invited", online: false, lastSeenAt: null });
  expect(person.accountId).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});

test("an e-mail address and a roll ID belong to one person, whatever the case", async () => {
  await using school = await TestSchool.open();
  await school.invite(ASHA);
  const sameEmail = school.accounts.addPerson(THE_OFFICE, { ...BEN, email: ASHA.email }, new Browser());
  expect(await failure(sameEmail)).toMatchObject({ code: "taken", details: { field: "email" } });
  const sameRollId = school.accounts.addPerson(THE_OFFICE, { ...BEN, rollId: "10a-07" }, new Browser());
  expect(await failure(sameRollId)).toMatchObject({ code: "taken", details: { field: "rollId" } });
  await school.invite({ ...BEN, rollId: "ÄÖ-1" });
  const sameLetters = school.accounts.addPerson(
    THE_OFFICE,
    { ...MR_SILVA, role: "student", rollId: "äö-1", className: "1" },
    new Browser(),
  );
  expect(await failure(sameLetters)).toMatchObject({ code: "taken", details: { field: "rollId" } });
  expect(await names(school)).toEqual(["Asha Verma", "Ben Okafor"]);
});

test("of two who add the same roll ID at the same time one succeeds", async () => {
  await using school = await TestSchool.open();
  const add = (email: string) =>
    refusal(school.accounts.addPerson(THE_OFFICE, { ...ASHA, email }, new Browser()));
  const answers = await Promise.all([add("one@school.example"), add("two@school.example")]);
  expect(answers.sort()).toEqual(["done", "taken"]);
  expect(await school.store.sql.read("SELECT * FROM password_links", [])).toHaveLength(1);
});

test("markup in a name is kept as it is", async () => {
  await using school = await TestSchool.open();
  const name = `<img src=x onerror=alert(1)> & "Asha"'; DROP TABLE accounts;--`;
  await school.invite({ ...ASHA, name, className: "<b>10</b>" });
  const { people } = await school.accounts.people({ limit: 10, search: "<img" });
  expect(people[0]).toMatchObject({ name, className: "<b>10</b>" });
});

test("a new name is told to everyone, another class to nobody", async () => {
  await using school = await TestSchool.open();
  const { accountId } = await school.invite(ASHA);
  expect(await school.accounts.updatePerson(THE_OFFICE, accountId, { className: "10 B" })).toMatchObject({
    className: "10 B",
  });
  expect(school.called).toEqual([]);
  expect(await school.accounts.updatePerson(THE_OFFICE, accountId, { name: "Asha Rao" })).toMatchObject({
    ...ASHA,
    className: "10 B",
    name: "Asha Rao",
  });
  expect(school.called).toEqual(["people changed: 1"]);
  expect(await names(school, { search: "asha rao" })).toEqual(["Asha Rao"]);
});

test("students are on the desk from when they are added, as they are", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const { accountId } = await school.invite(ASHA);
  await school.invite(MR_SILVA);
  const { role: _, ...student } = ASHA;
  const desk = async () => {
    const page = await school.store.deskPage(rao.accountId, { filter: "all", limit: 10 });
    return page.entries.map((entry) => entry.student);
  };
  expect(await desk()).toEqual([{ accountId, ...student }]);
  await school.accounts.updatePerson(THE_OFFICE, accountId, { name: "Asha Rao", className: "10 B" });
  expect(await desk()).toEqual([{ accountId, ...student, name: "Asha Rao", className: "10 B" }]);
  await school.accounts.deactivatePerson(rao, accountId);
  expect(await desk()).toEqual([]);
  await school.accounts.reactivatePerson(THE_OFFICE, accountId);
  expect(await desk()).toHaveLength(1);
});

test("nobody is given what another has", async () => {
  await using school = await TestSchool.open();
  await school.invite(ASHA);
  const { accountId } = await school.invite(BEN);
  const take = (change: { email?: string; rollId?: string }) =>
    failure(school.accounts.updatePerson(THE_OFFICE, accountId, change));
  expect(await take({ email: ASHA.email })).toMatchObject({ code: "taken", details: { field: "email" } });
  expect(await take({ rollId: "10a-07" })).toMatchObject({ code: "taken", details: { field: "rollId" } });
  expect(await take({ rollId: "10a-12" })).toBeNull();
});

test("after a new roll ID Ben signs in with that one", async () => {
  await using school = await TestSchool.open();
  const ben = await school.actor(await school.admit(BEN));
  await school.accounts.updatePerson(THE_OFFICE, ben.accountId, { rollId: "11B-03" });
  expect(await refusal(school.signIn("10A-12"))).toBe("wrong-credentials");
  expect(await refusal(school.signIn("11b-03"))).toBe("done");
});

test("an administrator is given neither roll ID nor class, and nobody is not found", async () => {
  await using school = await TestSchool.open();
  const { accountId } = await school.invite(MR_SILVA);
  const give = school.accounts.updatePerson(THE_OFFICE, accountId, { rollId: "1" });
  expect(await failure(give)).toMatchObject({ code: "malformed", details: { field: "rollId" } });
  expect(await refusal(school.accounts.updatePerson(THE_OFFICE, "nobody" as AccountId, { name: "X" }))).toBe(
    "not-found",
  );
});

test("people are found by part of a name, an e-mail address or a roll ID, without regard to case and accents", async () => {
  await using school = await TestSchool.open();
  await school.invite(ASHA);
  await school.invite({ ...BEN, name: "José Núñez" });
  await school.invite({ ...MR_SILVA, name: "आशा वर्मा" });
  expect(await names(school, { search: "VERMA" })).toEqual(["Asha Verma"]);
  expect(await names(school, { search: "nunez" })).toEqual(["José Núñez"]);
  expect(await names(school, { search: "NÚÑ" })).toEqual(["José Núñez"]);
  expect(await names(school, { search: "Silva@School" })).toEqual(["आशा वर्मा"]);
  expect(await names(school, { search: "10a-1" })).toEqual(["José Núñez"]);
  expect(await names(school, { search: "आशा" })).toEqual(["आशा वर्मा"]);
  expect(await names(school, { search: "%" })).toEqual([]);
  expect(await names(school, { search: "' OR 1=1 --" })).toEqual([]);
  expect(await names(school, { search: "   " })).toHaveLength(3);
});

test("people are filtered by role and by status", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  await school.admit(ASHA);
  const ben = await school.invite(BEN);
  const silva = await school.invite(MR_SILVA);
  await school.accounts.deactivatePerson(rao, ben.accountId);
  expect(await names(school, { role: "admin" })).toEqual(["Mr Silva", "Ms Rao"]);
  expect(await names(school, { status: "active" })).toEqual(["Asha Verma", "Ms Rao"]);
  expect(await names(school, { status: "invited" })).toEqual(["Mr Silva"]);
  expect(await names(school, { status: "deactivated" })).toEqual(["Ben Okafor"]);
  school.online.add(silva.accountId);
  const { people } = await school.accounts.people({ limit: 50, role: "admin" });
  expect(people.map(({ online }) => online)).toEqual([true, false]);
});

test("pages follow each other by name without a gap, also among namesakes, and say how many there are", async () => {
  await using school = await TestSchool.open();
  for (let n = 0; n < 7; n++) {
    const name = n < 5 ? "Asha Verma" : `Zoë ${n}`;
    await school.invite({ ...ASHA, name, email: `asha${n}@school.example`, rollId: `A${n}` });
  }
  const seen: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < 4; page++) {
    const { people, total, next } = await school.accounts.people({ limit: 2, ...(after && { after }) });
    expect(total).toBe(7);
    seen.push(...people.map(({ accountId }) => accountId));
    expect(next === null).toBe(page === 3);
    after = next ?? undefined;
  }
  expect(new Set(seen).size).toBe(7);
  expect(await refusal(school.accounts.people({ limit: 2, after: "nobody" }))).toBe("malformed");
});

test("Asha's settings are hers, and what an older program did not know is as if not chosen", async () => {
  await using school = await TestSchool.open();
  const asha = await school.actor(await school.admit(ASHA));
  const ben = await school.actor(await school.admit(BEN));
  const quietHours = { from: "21:30", to: "07:00" };
  const settings = { theme: "dark", sound: false, quietHours, deskNotify: "nothing" } as const;
  expect((await school.accounts.changeSettings(asha, settings)).settings).toEqual(settings);
  expect((await school.accounts.me(asha)).settings).toEqual(settings);
  expect((await school.accounts.me(ben)).settings).toEqual(DEFAULT_DISPLAY_SETTINGS);
  const old = JSON.stringify({ theme: "light", sound: false });
  await school.store.sql.write("UPDATE accounts SET settings = ? WHERE id = ?", [old, ben.accountId]);
  expect((await school.accounts.me(ben)).settings).toEqual({
    ...DEFAULT_DISPLAY_SETTINGS,
    theme: "light",
    sound: false,
  });
});
