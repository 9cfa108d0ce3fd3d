import { expect, test } from "bun:test";
import type { AccountId } from "@encrptalk/protocol";
import {
  ASHA,
  BEN,
  Browser,
  PASSWORD,
  refusal,
  TestSchool,
  THE_OFFICE,
  tokenOf,
} from "../testing/accounts-school.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

const redeem = (school: TestSchool, token: string, password = PASSWORD) =>
  refusal(school.accounts.redeemLink({ token, password }, new Browser()));

test("Asha chooses her password with the invitation, is signed in, and is active", async () => {
  await using school = await TestSchool.open();
  const { accountId, token } = await school.invite(ASHA);
  expect(await school.accounts.inspectLink(token)).toEqual({
    purpose: "invitation",
    name: "Asha Verma",
    email: "asha@school.example",
    rollId: "10A-07",
  });
  const phone = new Browser();
  phone.keep(await school.accounts.redeemLink({ token, password: PASSWORD }, phone));
  expect((await school.actor(phone)).accountId).toBe(accountId);
  expect((await school.accounts.people({ limit: 10 })).people[0]?.status).toBe("active");
});

test("the token stands behind the #, where no server log sees it, under the public address", async () => {
  await using school = await TestSchool.open();
  const { link } = await school.accounts.addPerson(THE_OFFICE, ASHA, new Browser());
  expect(link.url).toMatch(/^https:\/\/talk\.example\.org\/link#[\w-]{43}$/);
});

test("without a public address a link leads to where the administrator is", async () => {
  await using school = await TestSchool.open({ publicUrl: null });
  const headers = new Headers({ origin: "http://192.168.1.5:3000", host: "192.168.1.5:3000" });
  const { link } = await school.accounts.addPerson(THE_OFFICE, ASHA, { headers });
  expect(link.url).toStartWith("http://192.168.1.5:3000/link#");
});

test("a link works once, even when it is used five times at once", async () => {
  await using school = await TestSchool.open();
  const { token } = await school.invite(ASHA);
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => redeem(school, token, `password number ${n}`)),
  );
  expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
  expect(answers.filter((answer) => answer === "link-invalid")).toHaveLength(4);
  expect(await redeem(school, token)).toBe("link-invalid");
  const winner = `password number ${answers.indexOf("done") + 1}`;
  expect(await school.isSignedIn(await school.signIn("10A-07", new Browser(), winner))).toBe(true);
});

test("an invitation is good for 14 days, a reset for one", async () => {
  await using school = await TestSchool.open();
  const { accountId, token } = await school.invite(ASHA);
  school.clock.set(school.clock.now() + 14 * DAY_MS - 1);
  expect(await redeem(school, token)).toBe("done");
  const reset = await school.accounts.issueLink(THE_OFFICE, accountId, new Browser());
  expect(reset.expiresAt).toBe(school.clock.now() + DAY_MS);
  school.clock.set(school.clock.now() + DAY_MS);
  expect(await redeem(school, tokenOf(reset.url))).toBe("link-invalid");
  const ben = await school.invite(BEN);
  school.clock.set(school.clock.now() + 14 * DAY_MS);
  expect(await refusal(school.accounts.inspectLink(ben.token))).toBe("link-invalid");
  expect(await redeem(school, ben.token)).toBe("link-invalid");
});

test("a new link voids the one before", async () => {
  await using school = await TestSchool.open();
  const { accountId, token } = await school.invite(ASHA);
  const { url } = await school.accounts.issueLink(THE_OFFICE, accountId, new Browser());
  expect(await redeem(school, token)).toBe("link-invalid");
  expect(await redeem(school, tokenOf(url))).toBe("done");
});

test("whoever has a password gets a reset, whoever has none an invitation", async () => {
  await using school = await TestSchool.open();
  const asha = await school.actor(await school.admit(ASHA));
  const ben = await school.invite(BEN);
  const purposeOf = async (accountId: AccountId) => {
    const { url } = await school.accounts.issueLink(THE_OFFICE, accountId, new Browser());
    return (await school.accounts.inspectLink(tokenOf(url))).purpose;
  };
  expect(await purposeOf(asha.accountId)).toBe("reset");
  expect(await purposeOf(ben.accountId)).toBe("invitation");
});

test("resetting the password signs out whoever knew the old one", async () => {
  await using school = await TestSchool.open();
  const thief = await school.admit(ASHA);
  const { accountId, deviceId } = await school.actor(thief);
  const { url } = await school.accounts.issueLink(THE_OFFICE, accountId, new Browser());
  expect(await school.isSignedIn(thief)).toBe(true);
  expect(await redeem(school, tokenOf(url), "a better password")).toBe("done");
  expect(await school.isSignedIn(thief)).toBe(false);
  expect(school.ended).toEqual([{ deviceIds: [deviceId], reason: "signed-out" }]);
  expect(await refusal(school.signIn("10A-07"))).toBe("wrong-credentials");
});

test("a made-up token is refused", async () => {
  await using school = await TestSchool.open();
  await school.invite(ASHA);
  expect(await redeem(school, "made-up")).toBe("link-invalid");
  expect(await refusal(school.accounts.inspectLink("made-up"))).toBe("link-invalid");
});

test("a deactivated person's link is void, and stays so when they come back", async () => {
  await using school = await TestSchool.open();
  const rao = await school.actor(await school.setUp());
  const { accountId, token } = await school.invite(ASHA);
  await school.accounts.deactivatePerson(rao, accountId);
  expect(await redeem(school, token)).toBe("link-invalid");
  expect(await refusal(school.accounts.issueLink(THE_OFFICE, accountId, new Browser()))).toBe(
    "account-deactivated",
  );
  expect((await school.accounts.reactivatePerson(THE_OFFICE, accountId)).status).toBe("invited");
  expect(await redeem(school, token)).toBe("link-invalid");
});

test("there is no link for nobody", async () => {
  await using school = await TestSchool.open();
  expect(await refusal(school.accounts.issueLink(THE_OFFICE, "nobody" as AccountId, new Browser()))).toBe(
    "not-found",
  );
});
