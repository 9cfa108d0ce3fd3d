import { expect, test } from "bun:test";
import { Browser, PASSWORD, refusal, TestSchool } from "../testing/accounts-school.ts";

const MS_RAO = { name: "Ms Rao", email: "rao@school.example", password: PASSWORD };
const MALLORY = { name: "Mallory", email: "mallory@elsewhere.example", password: PASSWORD };

test("Ms Rao makes the school with the code that the server printed, and is signed in as its administrator", async () => {
  await using school = await TestSchool.open();
  expect(await school.accounts.school()).toEqual({ name: null });
  const browser = await school.setUp();
  expect(await school.accounts.school()).toEqual({ name: "Hill School" });
  expect(await school.actor(browser)).toMatchObject({ role: "admin", name: "Ms Rao" });
  expect(school.called).toEqual(["school made by Ms Rao", "first sign-in of Ms Rao"]);
});

test("the code survives a restart, until it is used", async () => {
  await using school = await TestSchool.open();
  const code = await school.accounts.setUpCode();
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await school.stop();
  await school.start();
  expect(await school.accounts.setUpCode()).toBe(code);
  await school.setUp();
  expect(await school.accounts.setUpCode()).toBeNull();
});

test("the code may be typed in lower case and without its dashes", async () => {
  await using school = await TestSchool.open();
  const code = (await school.accounts.setUpCode())?.toLowerCase().replaceAll("-", " ") ?? "";
  const setUp = school.accounts.setUp({ code, schoolName: "Hill School", ...MS_RAO }, new Browser());
  expect(await refusal(setUp)).toBe("done");
});

test("a wrong code makes nothing, and cannot be guessed for long", async () => {
  await using school = await TestSchool.open();
  const guesses = Array.from({ length: 40 }, (_, n) =>
    refusal(school.accounts.setUp({ code: `GUESS-${n}`, schoolName: "Mine", ...MALLORY }, new Browser())),
  );
  const answers = await Promise.all(guesses);
  expect(answers.filter((answer) => answer === "set-up-code-wrong")).toHaveLength(10);
  expect(answers.filter((answer) => answer === "rate-limited")).toHaveLength(30);
  expect(await school.accounts.school()).toEqual({ name: null });
});

test("set-up works once", async () => {
  await using school = await TestSchool.open();
  const code = (await school.accounts.setUpCode()) ?? "";
  await school.setUp();
  const again = school.accounts.setUp({ code, schoolName: "Mine", ...MALLORY }, new Browser());
  expect(await refusal(again)).toBe("set-up-done");
  expect(await school.accounts.school()).toEqual({ name: "Hill School" });
});

test("of five who set up at the same time one succeeds, wholly", async () => {
  await using school = await TestSchool.open();
  const code = (await school.accounts.setUpCode()) ?? "";
  const tries = Array.from({ length: 5 }, (_, n) => {
    const person = { name: `Admin ${n}`, email: `admin${n}@school.example`, password: PASSWORD };
    return refusal(school.accounts.setUp({ code, schoolName: `School ${n}`, ...person }, new Browser()));
  });
  const answers = await Promise.all(tries);
  expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
  expect(answers.filter((answer) => answer === "set-up-done")).toHaveLength(4);
  const { people } = await school.accounts.people({ limit: 10 });
  const winner = answers.indexOf("done");
  expect(people.map(({ name, status }) => ({ name, status }))).toEqual([
    { name: `Admin ${winner}`, status: "active" },
  ]);
  expect(await school.accounts.school()).toEqual({ name: `School ${winner}` });
});
