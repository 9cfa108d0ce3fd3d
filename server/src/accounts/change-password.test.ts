import { expect, test } from "bun:test";
import {
  ASHA,
  Browser,
  PASSWORD,
  refusal,
  TestSchool,
  THE_OFFICE,
  tokenOf,
} from "../testing/accounts-school.ts";

const NEXT = "a better password";

test("Asha changes her password: the old one is refused, the new one works", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const asha = await school.actor(phone);
  await school.accounts.changePassword(asha, { current: PASSWORD, next: NEXT }, phone);
  expect(await refusal(school.signIn("10A-07"))).toBe("wrong-credentials");
  expect(await school.isSignedIn(await school.signIn("10A-07", new Browser(), NEXT))).toBe(true);
});

test("changing the password signs out the other devices, programs included, and keeps this one", async () => {
  await using school = await TestSchool.open();
  const thief = await school.admit(ASHA);
  const { token } = await school.accounts.addProgram(await school.actor(thief), "Backdoor");
  const phone = await school.signIn("10A-07");
  const asha = await school.actor(phone);
  await school.accounts.changePassword(asha, { current: PASSWORD, next: NEXT }, phone);
  expect(await school.isSignedIn(thief)).toBe(false);
  expect(
    await school.accounts.authenticate({
      headers: new Headers({ authorization: `Bearer ${token}` }),
      address: "192.0.2.7",
    }),
  ).toBeNull();
  expect(await school.isSignedIn(phone)).toBe(true);
  expect(school.ended.flatMap(({ deviceIds }) => deviceIds)).toHaveLength(2);
});

test("changing the password voids a reset link that is still about", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const asha = await school.actor(phone);
  const { url } = await school.accounts.issueLink(THE_OFFICE, asha.accountId, new Browser());
  await school.accounts.changePassword(asha, { current: PASSWORD, next: NEXT }, phone);
  expect(await refusal(school.accounts.inspectLink(tokenOf(url)))).toBe("link-invalid");
});

test("whoever found Asha's phone unlocked cannot change her password, nor guess it for long", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const asha = await school.actor(phone);
  const guesses = Array.from({ length: 30 }, (_, n) =>
    refusal(school.accounts.changePassword(asha, { current: `guess ${n}`, next: NEXT }, phone)),
  );
  const answers = await Promise.all(guesses);
  expect(answers.filter((answer) => answer === "wrong-credentials")).toHaveLength(10);
  expect(answers.filter((answer) => answer === "rate-limited")).toHaveLength(20);
  expect(await school.isSignedIn(await school.signIn("10A-07"))).toBe(true);
});

test("of two changes at the same time one succeeds", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const asha = await school.actor(phone);
  const change = (next: string) =>
    refusal(school.accounts.changePassword(asha, { current: PASSWORD, next }, phone));
  const answers = await Promise.all([change("one new password"), change("another new password")]);
  expect(answers.sort()).toEqual(["done", "wrong-credentials"]);
});
