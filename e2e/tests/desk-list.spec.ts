import type { Account } from "../support/account.ts";
import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixtures.ts";

test("The list has every registered student, with name, e-mail, roll ID, class, online status, and how it stands (D2.1 D2.2 D2.4)", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  const asha = await school.enrol("Asha Verma", className);
  const ben = await school.enrol("Ben Carter", className);
  await school.invite("Chidi Okafor", className);
  const ofAsha = await school.rao.openConversation(asha.accountId);
  await asha.say(ofAsha, "Is the library open on Friday?");
  const ofBen = await school.rao.openConversation(ben.accountId);
  await school.rao.say(ofBen, "Your form is here.");
  await school.rao.closeConversation(ofBen);

  const rao = await arrive(school.rao, { path: `/messages?class=${encodeURIComponent(className)}` });
  const desk = new Desk(rao);
  await expect(desk.row("Asha Verma")).toContainText(asha.email);
  await expect(desk.row("Asha Verma")).toContainText(/STUDENT-\d+ · Class \d+/);
  await expect(desk.row("Asha Verma")).toContainText("Is the library open on Friday?");
  await expect(desk.row("Asha Verma")).toContainText("waits 1 minute");
  await expect(desk.row("Asha Verma").getByText("1 unread message")).toBeAttached();
  await expect(desk.row("Ben Carter")).toContainText("You: Your form is here.");
  await expect(desk.row("Ben Carter")).toContainText("Closed");
  await expect(desk.row("Chidi Okafor")).toContainText("No conversation yet");
  await expect(desk.row("Chidi Okafor")).toContainText("New");
  expect(await desk.names()).toEqual(["Asha Verma", "Ben Carter", "Chidi Okafor"]);

  await expect(desk.row("Asha Verma")).not.toContainText("Online");
  const student = await arrive(asha);
  await expect(desk.row("Asha Verma")).toContainText("Online");
  await student.page.close();
  await expect(desk.row("Asha Verma")).not.toContainText("Online", { timeout: 15_000 });
});

test("Unread ones come first, the longest waiting on top, with a count that stops at 9+; one message moves one row (D2.3)", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  const students: Account[] = [];
  for (const name of ["Asha", "Ben", "Chidi", "Dina"]) students.push(await school.enrol(name, className));
  const [asha, ben, chidi, dina] = students;
  if (!asha || !ben || !chidi || !dina) throw new Error("Nobody was enrolled.");
  for (const quiet of [asha, ben, chidi]) {
    const roomId = await school.rao.openConversation(quiet.accountId);
    await school.rao.say(roomId, `Good morning, ${quiet.name}`);
  }
  const rao = await arrive(school.rao, { path: `/messages?class=${encodeURIComponent(className)}` });
  const desk = new Desk(rao);
  await expect.poll(() => desk.names()).toEqual(["Chidi", "Ben", "Asha", "Dina"]);
  await rao.markPage();

  const say = async (who: typeof asha, text: string) =>
    who.say(await who.openConversation(who.accountId), text);
  await say(asha, "I have a question");
  await expect.poll(() => desk.names()).toEqual(["Asha", "Chidi", "Ben", "Dina"]);
  await say(ben, "So have I");
  await expect.poll(() => desk.names()).toEqual(["Asha", "Ben", "Chidi", "Dina"]);
  for (let line = 1; line <= 10; line += 1) await say(ben, `Line ${line}`);
  await expect(desk.row("Ben").getByText("11 unread messages")).toBeAttached();
  await expect(desk.row("Ben").getByText("9+", { exact: true })).toBeVisible();
  // One who writes first has waited longest, however many lines the other writes.
  expect(await desk.names()).toEqual(["Asha", "Ben", "Chidi", "Dina"]);
  await say(dina, "Hello?");
  await expect.poll(() => desk.names()).toEqual(["Asha", "Ben", "Dina", "Chidi"]);

  await desk.open("Asha");
  await expect(desk.row("Asha").getByText("unread message")).toHaveCount(0);
  await expect(desk.selected).toContainText("Asha");
  await rao.expectSamePage();
});

test("Filters, classes and the box narrow the list; each says when nobody is in it (D2.1)", async ({
  ownSchool: school,
  arrive,
}) => {
  const rao = await arrive(school.rao, { school });
  const desk = new Desk(rao);
  await expect(rao.page).toHaveURL(/\/messages$/);
  await expect(rao.page.getByText("No students yet")).toBeVisible();
  await expect(rao.page.getByRole("button", { name: "Add a student" })).toBeVisible();
  await expect(rao.page.getByRole("button", { name: "Import a list" })).toBeVisible();

  const asha = await school.enrol("Asha Verma", "7 A");
  const ben = await school.enrol("Ben Carter", "7 A");
  await school.enrol("Élodie Łukasz", "8 C");
  await expect(desk.row("Asha Verma")).toBeVisible();
  await desk.choose("Unread");
  await expect(rao.page.getByText("Nobody waits")).toBeVisible();
  const ofAsha = await school.rao.openConversation(asha.accountId);
  await asha.say(ofAsha, "Are you there?");
  await expect(desk.row("Asha Verma")).toBeVisible();
  await expect(desk.filter("Unread")).toHaveAccessibleName("Unread 1");
  const rail = rao.page.getByRole("navigation", { name: "Parts of Encrptalk" });
  await expect(rail.getByRole("link", { name: /Messages/ })).toContainText("1 unread conversation");
  const ofBen = await school.rao.openConversation(ben.accountId);
  await school.rao.closeConversation(ofBen);
  for (const [filter, names] of [
    ["All", ["Asha Verma", "Ben Carter", "Élodie Łukasz"]],
    ["Active", ["Asha Verma"]],
    ["Closed", ["Ben Carter"]],
    ["New", ["Élodie Łukasz"]],
  ] as const) {
    await desk.choose(filter);
    await expect.poll(() => desk.names()).toEqual(names);
    await expect(desk.filter(filter)).toHaveAccessibleName(`${filter} ${names.length}`);
  }

  await desk.choose("All");
  await desk.chooseClass("7 A");
  await expect.poll(() => desk.names()).toEqual(["Asha Verma", "Ben Carter"]);
  await desk.chooseClass(null);
  for (const [typed, name] of [
    ["lukasz", "Élodie Łukasz"],
    [ben.email, "Ben Carter"],
    ["student-1", "Asha Verma"],
  ] as const) {
    await desk.find.fill(typed);
    await expect.poll(() => desk.names()).toEqual([name]);
  }
  await desk.find.fill("nobody of this name");
  await expect(rao.page.getByText("No student matches")).toBeVisible();
  await rao.page.getByRole("button", { name: "Show all students" }).click();
  await expect(desk.find).toHaveValue("");
  await expect.poll(() => desk.names()).toHaveLength(3);
});

test("A reload and a shared link show the same conversation, filter, class, search and place in the list, connected (D2.5)", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  await school.importStudents(
    Array.from({ length: 420 }, (_, index) => `Pupil ${String(index + 1).padStart(3, "0")}`),
    className,
  );
  const inClass = `class=${encodeURIComponent(className)}`;
  const rao = await arrive(school.rao, { path: `/messages?${inClass}` });
  const desk = new Desk(rao);
  // As far down as there are rows, until the four hundredth is the third in view.
  const scrolled = (px: number) =>
    desk.list.evaluate((list, wanted) => {
      list.scrollTo(0, wanted);
      return list.scrollTop;
    }, px);
  await expect.poll(() => scrolled(397 * 78), { intervals: [50] }).toBe(397 * 78);
  // Only the rows near the view are in the document.
  expect(await desk.list.getByRole("link").count()).toBeLessThan(60);
  await desk.open("Pupil 400");

  // With a conversation it stands first of all; the list is as far down as before.
  await rao.page.reload();
  await expect(rao.connection("Connected")).toBeVisible();
  await expect(rao.composer).toHaveAccessibleName("Message to Pupil 400");
  await expect(desk.row("Pupil 402")).toBeInViewport();
  await rao.say("Welcome");
  await expect(rao.message("Welcome").getByText("Sent", { exact: true })).toBeAttached();

  await desk.choose("Active");
  await desk.find.fill("pupil 4");
  // Chosen while what was typed has not been looked for yet: both hold.
  await desk.choose("All");
  await desk.choose("Active");
  await expect(rao.page).toHaveURL(/find=/);
  await expect.poll(() => desk.names()).toEqual(["Pupil 400"]);
  const address = new URL(rao.page.url());
  expect(Object.fromEntries(address.searchParams)).toEqual({
    filter: "active",
    class: className,
    find: "pupil 4",
  });
  const shared = await rao.openTab(address.pathname + address.search);
  await expect(shared.connection("Connected")).toBeVisible();
  await shared.sees("Welcome");
  await expect(new Desk(shared).filter("Active")).toBeChecked();
  await expect(new Desk(shared).find).toHaveValue("pupil 4");
  await expect(new Desk(shared).selected).toContainText("Pupil 400");
});

test("An address that names nobody, or somebody who is deactivated, says so", async ({ school, arrive }) => {
  const asha = await school.enrol("Asha Gone", school.newClass());
  await school.rao.post(`/api/people/${asha.accountId}/deactivate`);
  const rao = await arrive(school.rao, { path: `/messages/${asha.accountId}` });
  await expect(rao.page.getByText("Asha Gone is deactivated")).toBeVisible();
  await rao.page.goto(`${rao.url}/messages/${crypto.randomUUID()}`);
  await expect(rao.page.getByText("No such student")).toBeVisible();

  const ben = await school.enrol("Ben Gone", school.newClass());
  await rao.page.goto(`${rao.url}/messages/${ben.accountId}`);
  await rao.say("See you in the next school");
  await school.rao.post(`/api/people/${ben.accountId}/deactivate`);
  await rao.page.reload();
  await expect(rao.page.getByText("See you in the next school")).toBeVisible();
  await expect(rao.page.getByText(/· Deactivated$/)).toBeVisible();
});

test("On a phone one pane shows at a time, and back leads to the list where it was (D2.1 D2.5)", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  const names = Array.from({ length: 60 }, (_, index) => `Pupil ${index + 10}`);
  await school.importStudents(names, className);
  const rao = await arrive(school.rao, {
    path: `/messages?class=${encodeURIComponent(className)}`,
    viewport: { width: 360, height: 740 },
  });
  const desk = new Desk(rao);
  const bar = rao.page.getByRole("navigation", { name: "Parts of Encrptalk" });
  await expect(bar.getByRole("link")).toHaveCount(5);
  await expect(desk.row("Pupil 10")).toBeVisible();
  await desk.list.hover();
  await expect(async () => {
    await rao.page.mouse.wheel(0, 400);
    await expect(desk.row("Pupil 30")).toBeInViewport({ timeout: 100 });
  }).toPass({ intervals: [50] });
  await desk.open("Pupil 30");
  await expect(desk.list).toHaveCount(0);
  await expect(bar).toBeHidden();
  await rao.page.getByRole("button", { name: "Show student details" }).click();
  await expect(rao.dialog.getByText(className, { exact: true })).toBeVisible();
  await rao.page.keyboard.press("Escape");
  await expect(rao.dialog).toHaveCount(0);

  await rao.page.getByRole("button", { name: "Back to students" }).click();
  await expect(desk.row("Pupil 29")).toBeInViewport();
  await rao.page.getByRole("button", { name: "Overview" }).click();
  await expect(rao.page.getByRole("heading", { name: "Overview" })).toBeVisible();
});
