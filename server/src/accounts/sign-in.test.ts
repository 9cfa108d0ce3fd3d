import { expect, test } from "bun:test";
import { ASHA, BEN, Browser, failure, PASSWORD, refusal, TestSchool } from "../testing/accounts-school.ts";

test("Asha signs in with her e-mail address, however she writes it", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  const browser = await school.signIn(" Asha@School.Example ");
  expect((await school.actor(browser)).name).toBe("Asha Verma");
});

test("Asha signs in with her roll ID, without regard to case", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  expect((await school.actor(await school.signIn("10a-07"))).name).toBe("Asha Verma");
});

test("whoever signs in is told who they are", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  const { me } = await school.accounts.signIn({ identifier: "10A-07", password: PASSWORD }, new Browser());
  expect(me).toMatchObject({
    role: "student",
    name: "Asha Verma",
    email: "asha@school.example",
    rollId: "10A-07",
    className: "10 A",
    settings: { theme: "system", sound: true },
  });
});

test("a wrong password, an unknown address and a person without a password get the same answer", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  await school.invite(BEN);
  const answers = ["10A-07", "nobody@school.example", "99Z-99", "10A-12"].map((identifier) =>
    refusal(school.accounts.signIn({ identifier, password: "wrong password" }, new Browser())),
  );
  expect(new Set(await Promise.all(answers))).toEqual(new Set(["wrong-credentials"]));
});

test("an unknown address costs as much work as a known one", async () => {
  await using school = await TestSchool.open({ passwordCost: { memoryKibibytes: 16_384, passes: 3 } });
  await school.admit(ASHA);
  const time = async (identifier: string) => {
    const start = performance.now();
    await refusal(school.accounts.signIn({ identifier, password: "wrong password" }, new Browser()));
    return performance.now() - start;
  };
  const median = (times: number[]) => times.sort((a, b) => a - b)[2] ?? 0;
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 5; round++) {
    known.push(await time("10A-07"));
    unknown.push(await time("99Z-99"));
  }
  const ratio = median(unknown) / median(known);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test("an empty password is wrong, not an error", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  const signIn = school.accounts.signIn({ identifier: "10A-07", password: "" }, new Browser());
  expect(await refusal(signIn)).toBe("wrong-credentials");
});

test("the same characters typed on another keyboard are the same password", async () => {
  await using school = await TestSchool.open();
  const { token } = await school.invite(ASHA);
  await school.accounts.redeemLink({ token, password: "schöne Grüße" }, new Browser());
  const decomposed = "schöne Grüße".normalize("NFD");
  expect(await school.isSignedIn(await school.signIn("10A-07", new Browser(), decomposed))).toBe(true);
});

test("of a hundred wrong passwords at the same time ten are looked at, the rest learn when to return", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  const tries = Array.from({ length: 100 }, (_, n) => {
    const browser = new Browser();
    browser.address = `192.0.2.${n}`;
    return refusal(
      school.accounts.signIn({ identifier: "10A-07", password: `wrong password ${n}` }, browser),
    );
  });
  const answers = await Promise.all(tries);
  expect(answers.filter((answer) => answer === "wrong-credentials")).toHaveLength(10);
  expect(answers.filter((answer) => answer === "rate-limited")).toHaveLength(90);
  const late = school.accounts.signIn({ identifier: "10A-07", password: PASSWORD }, new Browser());
  expect(await failure(late)).toMatchObject({ code: "rate-limited", details: { retryAfterMs: 30_000 } });
  school.clock.pass(30_000);
  expect(await school.isSignedIn(await school.signIn("10A-07"))).toBe(true);
});

test("one address cannot try many people without end", async () => {
  await using school = await TestSchool.open();
  const tries = Array.from({ length: 250 }, (_, n) =>
    refusal(school.accounts.signIn({ identifier: `roll-${n}`, password: "wrong password" }, new Browser())),
  );
  const answers = await Promise.all(tries);
  expect(answers.filter((answer) => answer === "wrong-credentials")).toHaveLength(200);
  expect(answers.filter((answer) => answer === "rate-limited")).toHaveLength(50);
});

test("right passwords are not counted: a class signs in from behind one address", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  for (let n = 0; n < 15; n++) await school.signIn("10A-07");
});

test("signing in on a browser signs out who was signed in there before", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  await school.admit(BEN);
  const shared = await school.signIn("10A-07");
  const asha = await school.actor(shared);
  const ashasCookie = shared.cookie;
  await school.signIn("10A-12", shared);
  expect((await school.actor(shared)).name).toBe("Ben Okafor");
  expect(school.ended).toContainEqual({ deviceIds: [asha.deviceId], reason: "signed-out" });
  shared.cookie = ashasCookie;
  expect(await school.isSignedIn(shared)).toBe(false);
});

test("the first sign-in is told as such, once", async () => {
  await using school = await TestSchool.open();
  await school.admit(ASHA);
  await school.signIn("10A-07");
  expect(school.called.filter((call) => call === "first sign-in of Asha Verma")).toHaveLength(1);
});

test("when what the first sign-in brings fails, nobody is signed in, and the next one brings it again", async () => {
  let isBroken = true;
  const welcomed: string[] = [];
  await using school = await TestSchool.open({
    async onFirstSignIn({ name }) {
      if (isBroken) throw new Error("The disk is full");
      welcomed.push(name);
    },
  });
  const { token } = await school.invite(ASHA);
  const redeemed = school.accounts.redeemLink({ token, password: PASSWORD }, new Browser());
  expect(await failure(redeemed)).toMatchObject({ message: "The disk is full" });
  expect(await school.store.sql.read("SELECT * FROM devices", [])).toEqual([]);
  isBroken = false;
  await school.signIn("10A-07");
  expect(welcomed).toEqual(["Asha Verma"]);
});

test("a password that is changed while it is checked opens nothing", async () => {
  await using school = await TestSchool.open();
  const phone = await school.admit(ASHA);
  const asha = await school.actor(phone);
  school.interrupt('INSERT INTO "devices"', () =>
    school.accounts.changePassword(asha, { current: PASSWORD, next: "another long password" }, phone),
  );
  expect(await refusal(school.signIn("10A-07"))).toBe("wrong-credentials");
  expect((await school.accounts.devices(asha)).map(({ deviceId }) => deviceId)).toEqual([asha.deviceId]);
});

test("who signs out everywhere else signs out also who is just signing in", async () => {
  await using school = await TestSchool.open();
  const asha = await school.actor(await school.admit(ASHA));
  school.interrupt("UPDATE devices SET name", () => school.accounts.signOutOthers(asha));
  expect(await refusal(school.signIn("10A-07"))).toBe("wrong-credentials");
  expect(await school.accounts.devices(asha)).toHaveLength(1);
});
