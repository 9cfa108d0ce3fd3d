import { expect, test } from "bun:test";
import type { AccountId, AuditRecord } from "@encrptalk/protocol";
import { ASHA, BEN, Browser, PASSWORD, refusal, TestSchool, tokenOf } from "../testing/accounts-school.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Oldest first, from the row after `after`. */
async function log({ store }: TestSchool, after = 0): Promise<AuditRecord[]> {
  // What is not waited for is written by then.
  await store.sql.writeAll([]);
  const { records } = await store.auditPage({ limit: 200 });
  return records.filter(({ number }) => number > after).toReversed();
}

/** Kind, by whom and about whom; `nobody` where it is not known. */
async function told(school: TestSchool, after = 0): Promise<(string | undefined)[][]> {
  const people = await school.accounts.people({ limit: 200 });
  const names = new Map<AccountId, string>(people.people.map(({ accountId, name }) => [accountId, name]));
  return (await log(school, after)).map(({ audited, actor, subjectId }) => [
    audited.kind,
    actor.type === "account" ? names.get(actor.accountId) : actor.type,
    ...(subjectId ? [names.get(subjectId)] : []),
  ]);
}

const numberOf = async (school: TestSchool) => (await log(school)).at(-1)?.number ?? 0;

test("setting up, signing in and out, and from where", async () => {
  await using school = await TestSchool.open();
  const browser = await school.setUp();
  await school.accounts.signOut(await school.actor(browser));
  await school.signIn("rao@school.example", browser);
  expect(await told(school)).toEqual([
    ["school.set-up", "nobody", "Ms Rao"],
    ["sign-in", "Ms Rao", "Ms Rao"],
    ["sign-out", "Ms Rao", "Ms Rao"],
    ["sign-in", "Ms Rao", "Ms Rao"],
  ]);
  const records = await log(school);
  expect(new Set(records.map(({ address }) => address))).toEqual(new Set([browser.address]));
  expect(records[1]?.audited.details).toEqual({ device: "Chrome on Android" });
});

test("what an administrator does to an account, and only if it was done", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const before = await numberOf(school);
  const { person } = await school.accounts.addPerson(rao, ASHA, new Browser());
  const { accountId } = person;
  expect(await refusal(school.accounts.addPerson(rao, ASHA, new Browser()))).toBe("taken");
  await school.accounts.updatePerson(rao, accountId, { name: "Asha Rao", className: ASHA.className });
  await school.accounts.updatePerson(rao, accountId, { name: "Asha Rao" });
  expect(await refusal(school.accounts.updatePerson(rao, accountId, { email: "rao@school.example" }))).toBe(
    "taken",
  );
  for (let again = 0; again < 2; again++) await school.accounts.deactivatePerson(rao, accountId);
  for (let again = 0; again < 2; again++) await school.accounts.reactivatePerson(rao, accountId);
  expect(await refusal(school.accounts.deactivatePerson(rao, rao.accountId))).toBe("forbidden");
  expect(await told(school, before)).toEqual([
    ["account.made", "Ms Rao", "Asha Rao"],
    ["account.changed", "Ms Rao", "Asha Rao"],
    ["account.deactivated", "Ms Rao", "Asha Rao"],
    ["account.reactivated", "Ms Rao", "Asha Rao"],
  ]);
  const [made, changed] = await log(school, before);
  expect(made?.audited.details).toEqual({ role: "student" });
  expect(changed?.audited.details).toEqual({ fields: ["name"] });
});

test("a password that is changed, and links that are made and used once", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const phone = await school.admit(ASHA);
  const asha = await school.actor(phone);
  const before = await numberOf(school);
  const wrong = school.accounts.changePassword(asha, { current: "wrong", next: PASSWORD }, phone);
  expect(await refusal(wrong)).toBe("wrong-credentials");
  await school.accounts.changePassword(asha, { current: PASSWORD, next: "another long password" }, phone);
  const { url } = await school.accounts.issueLink(rao, asha.accountId, new Browser());
  const redeem = () => school.accounts.redeemLink({ token: tokenOf(url), password: PASSWORD }, new Browser());
  await redeem();
  expect(await refusal(redeem())).toBe("link-invalid");
  expect(await told(school, before)).toEqual([
    ["password.changed", "Asha Verma", "Asha Verma"],
    ["link.made", "Ms Rao", "Asha Verma"],
    ["link.used", "nobody", "Asha Verma"],
    ["sign-in", "Asha Verma", "Asha Verma"],
  ]);
});

test("devices that are ended by others, and programs", async () => {
  await using school = await TestSchool.open();
  await school.setUp();
  const laptop = await school.admit(ASHA);
  const asha = await school.actor(laptop);
  const lost = await school.actor(await school.signIn("10A-07"));
  await school.signIn("10A-07");
  await school.signIn("10A-07");
  const before = await numberOf(school);
  await school.accounts.signOutDevice(asha, lost.deviceId);
  await school.accounts.signOutOthers(asha);
  await school.accounts.signOutOthers(asha);
  const { device } = await school.accounts.addProgram(asha, "Timetable bot");
  await school.accounts.signOutDevice(asha, device.deviceId);
  await school.invite(BEN);
  expect(await told(school, before)).toEqual([
    ["device.ended", "Asha Verma", "Asha Verma"],
    ["other-devices.ended", "Asha Verma", "Asha Verma"],
    ["program.made", "Asha Verma", "Asha Verma"],
    ["program.revoked", "Asha Verma", "Asha Verma"],
    ["account.made", undefined, "Ben Okafor"],
  ]);
  const [, others, program] = await log(school, before);
  expect(others?.audited.details).toEqual({ count: 2 });
  expect(program?.audited.details).toEqual({ name: "Timetable bot" });
});

test("whoever signs in on a browser ends the session of who was there before", async () => {
  await using school = await TestSchool.open();
  const shared = await school.admit(ASHA);
  await school.admit(BEN);
  const before = await numberOf(school);
  await school.signIn("10A-12", shared);
  expect(await told(school, before)).toEqual([
    ["sign-in", "Ben Okafor", "Ben Okafor"],
    ["device.ended", "Ben Okafor", "Asha Verma"],
  ]);
});

test("lists of students: one row each, with what it came to", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  await school.invite(ASHA);
  const before = await numberOf(school);
  const csv =
    "Roll ID,Name,Email,Class\n10A-07,Asha Rao,asha@school.example,10 A\n1,Zoe,zoe@school.example,9";
  for (let again = 0; again < 2; again++)
    await school.accounts.roster.import(rao, { csv, deactivateMissing: false });
  await school.accounts.roster.invite(rao, {}, new Browser());
  await school.accounts.roster.export(rao);
  expect(
    (await log(school, before)).map(({ audited }) => [audited.kind, Object.values(audited.details)]),
  ).toEqual([
    ["roster.imported", [1, 1, 0, 0]],
    ["invitations.made", [2]],
    ["roster.exported", []],
  ]);
});

test("a refused sign-in tells why and from where, and one at a name that nobody has tells nothing", async () => {
  await using school = await TestSchool.open();
  await school.setUp();
  await school.admit(ASHA);
  const before = await numberOf(school);
  const stranger = new Browser();
  stranger.address = "198.51.100.9";
  const attempt = (identifier: string, password = "wrong password") =>
    refusal(school.accounts.signIn({ identifier, password }, stranger));
  expect(await attempt("10A-07")).toBe("wrong-credentials");
  expect(await attempt("99Z-99")).toBe("wrong-credentials");
  const { people } = await school.accounts.people({ search: "Asha", limit: 1 });
  const rao = await school.actor(await school.signIn("rao@school.example"));
  await school.accounts.deactivatePerson(rao, people[0]?.accountId as AccountId);
  expect(await attempt("10A-07", PASSWORD)).toBe("account-deactivated");
  const refused = (await log(school, before)).filter(({ audited }) => audited.kind === "sign-in.refused");
  expect(refused).toMatchObject([
    { address: "198.51.100.9", audited: { details: { reason: "wrong-password", unlisted: 0 } } },
    { address: "198.51.100.9", audited: { details: { reason: "deactivated", unlisted: 0 } } },
  ]);
});

test("a stranger who tries for days fills no disk: what is not listed is counted in the next row", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  const before = await numberOf(school);
  let refused = 0;
  for (let minute = 0; minute < 3 * 60; minute++) {
    school.clock.set(school.clock.now() + HOUR_MS / 60);
    const attempt = school.accounts.signIn(
      { identifier: "10A-07", password: "wrong password" },
      new Browser(),
    );
    if ((await refusal(attempt)) === "wrong-credentials") refused += 1;
  }
  const rows = await log(school, before);
  expect(refused).toBe(180);
  expect(rows.length).toBeLessThanOrEqual(10 + 3);
  const unlisted = rows.reduce((sum, { audited }) => {
    return sum + (audited.kind === "sign-in.refused" ? audited.details.unlisted : 0);
  }, 0);
  expect(rows.length + unlisted).toBeGreaterThan(100);
});
