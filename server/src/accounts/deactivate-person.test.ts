import { expect, test } from "bun:test";
import type { AccountId } from "@encrptalk/protocol";
import { ASHA, Browser, MR_SILVA, PASSWORD, refusal, TestSchool } from "./test-school.ts";

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
  expect(await school.accounts.authenticate(new Headers({ authorization: `Bearer ${token}` }))).toBeNull();
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
  expect((await school.accounts.reactivatePerson(accountId)).status).toBe("active");
  expect(await school.isSignedIn(phone)).toBe(false);
  expect(await school.isSignedIn(await school.signIn("10A-07"))).toBe(true);
});

test("deactivating somebody in the middle of signing in leaves no live session, also after they are reactivated", async () => {
  await using school = await TestSchool.open({ passwordCost: { memoryKibibytes: 32_768, passes: 3 } });
  const rao = await school.actor(await school.setUp());
  const { accountId } = await school.actor(await school.admit(ASHA));
  for (let round = 0; round < 6; round++) {
    const browser = new Browser();
    const entry = refusal(school.signIn("10A-07", browser));
    await Bun.sleep(round * 12);
    await school.accounts.deactivatePerson(rao, accountId);
    await entry;
    expect(await school.isSignedIn(browser)).toBe(false);
    await school.accounts.reactivatePerson(accountId);
    expect(await school.isSignedIn(browser)).toBe(false);
    expect(await school.store.sql.read("SELECT 1 FROM devices WHERE account_id = ?", [accountId])).toEqual(
      [],
    );
  }
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
  expect(await refusal(school.accounts.reactivatePerson("nobody" as AccountId))).toBe("not-found");
});

test("a link that is being used while its owner is deactivated opens nothing", async () => {
  await using school = await TestSchool.open({ passwordCost: { memoryKibibytes: 32_768, passes: 3 } });
  const rao = await school.actor(await school.setUp());
  const { accountId, token } = await school.invite(ASHA);
  const browser = new Browser();
  const entry = refusal(
    school.accounts
      .redeemLink({ token, password: PASSWORD }, browser)
      .then((signedIn) => browser.keep(signedIn)),
  );
  await Bun.sleep(20);
  await school.accounts.deactivatePerson(rao, accountId);
  await entry;
  await school.accounts.reactivatePerson(accountId);
  expect(await school.isSignedIn(browser)).toBe(false);
});
