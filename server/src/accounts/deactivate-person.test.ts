import { expect, test } from "bun:test";
import type { AccountId } from "@encrptalk/protocol";
import {
  ASHA,
  Browser,
  MR_SILVA,
  PASSWORD,
  refusal,
  TestSchool,
  THE_OFFICE,
} from "../testing/accounts-school.ts";

test("a deactivated person is signed out everywhere at once, and signs in no more", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const phone = await school.admit(ASHA);
  const laptop = await school.signIn("10A-07");
  const asha = await school.actor(phone);
  const { token } = await school.accounts.addProgram(asha, "Timetable bot");
  const devices = (await school.accounts.devices(asha)).map(({ deviceId }) => deviceId).sort();
  expect((await school.accounts.deactivatePerson(rao, asha.accountId)).status).toBe("deactivated");
  expect(school.ended.map(({ deviceIds, reason }) => [deviceIds.sort(), reason])).toEqual([
    [devices, "deactivated"],
  ]);
  expect(await school.isSignedIn(phone)).toBe(false);
  expect(await school.isSignedIn(laptop)).toBe(false);
  expect(
    await school.accounts.authenticate({
      headers: new Headers({ authorization: `Bearer ${token}` }),
      address: "192.0.2.7",
    }),
  ).toBeNull();
  expect(await refusal(school.signIn("10A-07"))).toBe("account-deactivated");
});

test("only who knows the password learns that an account is deactivated", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const { accountId } = await school.actor(await school.admit(ASHA));
  await school.accounts.deactivatePerson(rao, accountId);
  expect(await refusal(school.signIn("10A-07", new Browser(), "wrong password"))).toBe("wrong-credentials");
});

test("a reactivated person signs in again with the same password; the old sessions stay ended", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const phone = await school.admit(ASHA);
  const { accountId } = await school.actor(phone);
  await school.accounts.deactivatePerson(rao, accountId);
  expect(await refusal(school.signIn("10A-07"))).toBe("account-deactivated");
  expect((await school.accounts.reactivatePerson(THE_OFFICE, accountId)).status).toBe("active");
  expect(await school.isSignedIn(phone)).toBe(false);
  expect(await school.isSignedIn(await school.signIn("10A-07"))).toBe(true);
});

test.each([
  ["before the session is made", 'INSERT INTO "devices"'],
  ["after the session was made", "UPDATE devices SET name"],
])("deactivating somebody %s leaves no live session, also after they are reactivated", async (_, moment) => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const { accountId } = await school.actor(await school.admit(ASHA));
  const browser = new Browser();
  school.interrupt(moment, () => school.accounts.deactivatePerson(rao, accountId));
  expect(await refusal(school.signIn("10A-07", browser))).not.toBe("done");
  await school.accounts.reactivatePerson(THE_OFFICE, accountId);
  expect(await school.store.sql.read("SELECT 1 FROM devices WHERE account_id = ?", [accountId])).toEqual([]);
});

test("a session that a crash left behind a deactivation does not come back with the person", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const phone = await school.admit(ASHA);
  const { accountId, deviceId } = await school.actor(phone);
  await school.accounts.deactivatePerson(rao, accountId);
  // A sign-in had just made its session when the power went.
  const restored = await school.signIn("rao@school.example");
  await school.store.sql.write("UPDATE devices SET account_id = ?, id = ? WHERE id = ?", [
    accountId,
    deviceId,
    (await school.actor(restored)).deviceId,
  ]);
  expect(await school.isSignedIn(restored)).toBe(false);
  await school.accounts.reactivatePerson(THE_OFFICE, accountId);
  expect(await school.isSignedIn(restored)).toBe(false);
});

test("nobody deactivates themself", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  await school.admit(MR_SILVA);
  expect(await refusal(school.accounts.deactivatePerson(rao, rao.accountId))).toBe("forbidden");
});

test("two administrators who deactivate each other: one stays", async () => {
  await using school = await TestSchool.open();
  const raosBrowser = await school.setUp();
  const silvasBrowser = await school.admit(MR_SILVA);
  const rao = await school.actor(raosBrowser);
  const silva = await school.actor(silvasBrowser);
  const answers = await Promise.all([
    refusal(school.accounts.deactivatePerson(rao, silva.accountId)),
    refusal(school.accounts.deactivatePerson(silva, rao.accountId)),
  ]);
  expect(answers.sort()).toEqual(["done", "last-admin"]);
  expect((await school.accounts.people({ limit: 10, role: "admin", status: "active" })).total).toBe(1);
});

test("an administrator who was only invited does not count as the one who stays", async () => {
  await using school = await TestSchool.open();
  const raosBrowser = await school.setUp();
  const silvasBrowser = await school.admit(MR_SILVA);
  await school.invite({ ...MR_SILVA, name: "Ms Chen", email: "chen@school.example" });
  const rao = await school.actor(raosBrowser);
  const silva = await school.actor(silvasBrowser);
  await school.accounts.deactivatePerson(silva, rao.accountId);
  // What Ms Rao had under way when she was deactivated.
  expect(await refusal(school.accounts.deactivatePerson(rao, silva.accountId))).toBe("last-admin");
});

test("deactivating twice, or nobody, does no harm", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const { accountId } = await school.actor(await school.admit(ASHA));
  await school.accounts.deactivatePerson(rao, accountId);
  expect((await school.accounts.deactivatePerson(rao, accountId)).status).toBe("deactivated");
  expect(await refusal(school.accounts.deactivatePerson(rao, "nobody" as AccountId))).toBe("not-found");
  expect(await refusal(school.accounts.reactivatePerson(THE_OFFICE, "nobody" as AccountId))).toBe(
    "not-found",
  );
});

test("a link that is being used while its owner is deactivated opens nothing", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const { accountId, token } = await school.invite(ASHA);
  school.interrupt("INSERT INTO credentials", () => school.accounts.deactivatePerson(rao, accountId));
  const redeemed = school.accounts.redeemLink({ token, password: PASSWORD }, new Browser());
  expect(await refusal(redeemed)).toBe("link-invalid");
  expect((await school.accounts.reactivatePerson(THE_OFFICE, accountId)).status).toBe("invited");
});

test("an administrator who is deactivated while what they asked for waits for its turn gets none of it", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const silva = await school.actor(await school.admit(MR_SILVA));
  const { accounts } = school;
  school.interrupt("INSERT INTO accounts", () => accounts.deactivatePerson(rao, silva.accountId));
  const added = accounts.addPerson(silva, ASHA, { headers: new Headers() });
  expect(await refusal(added)).toBe("account-deactivated");
  expect((await accounts.people({ limit: 10, role: "student" })).people).toEqual([]);
  const renaming = accounts.updatePerson(silva, rao.accountId, { name: "Nobody" });
  expect(await refusal(renaming)).toBe("account-deactivated");
  expect((await accounts.people({ limit: 10, search: "Rao" })).total).toBe(1);
});
