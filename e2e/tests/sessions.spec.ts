import { expect, test } from "../support/fixtures.ts";
import { kept } from "../support/kept.ts";
import { PASSWORD } from "../support/school.ts";

test("Signing out leaves nothing of Asha in the browser, and Ben, who comes next, sees nothing of hers", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const other = await school.createRoom("Choir");
  const asha = await arrive("Asha", { room, wire });
  await asha.account.join(other.roomId);
  await asha.say("Sent before");
  await asha.row(other.title).click();
  await expect(asha.composer).toHaveAccessibleName(`Message to ${other.title}`);
  await asha.composer.fill("A draft that nobody is to see");
  await asha.page.goBack();
  wire.blockWebSocket();
  await expect.poll(() => kept(asha.page)).toContain("A draft that nobody is to see");

  await asha.page.getByRole("button", { name: "Asha: account" }).click();
  await asha.page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(asha.page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect.poll(() => kept(asha.page)).toBe("");
  expect((await asha.page.context().cookies()).filter(({ value }) => value !== "")).toEqual([]);
  wire.mend();

  const ben = await school.enrol("Ben");
  await asha.fillSignIn(ben.email, PASSWORD);
  await expect(asha.page.getByRole("heading", { name: "Everyone", exact: true })).toBeVisible();
  await expect(asha.page).not.toHaveURL(new RegExp(room.roomId));
  await expect(asha.row(room.title)).toHaveCount(0);
  await expect(asha.page.getByText("Sent before")).toHaveCount(0);
});

test("Signing out with unsent messages asks first, and deletes them", async ({ school, arrive, layWire }) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });
  await expect(asha.log).toBeVisible();
  wire.cut();
  await asha.say("Not sent yet");
  await asha.sees("Not sent yet");
  await school.rao.command({ type: "room.archive", roomId: room.roomId });
  wire.mend();
  await expect(asha.message("Not sent yet").getByRole("alert")).toBeVisible({ timeout: 25_000 });

  await asha.page.getByRole("button", { name: "Asha: account" }).click();
  await asha.page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(asha.dialog).toContainText("1 message has not been sent yet.");
  await asha.dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(asha.message("Not sent yet")).toBeVisible();

  await asha.page.getByRole("button", { name: "Asha: account" }).click();
  await asha.page.getByRole("menuitem", { name: "Sign out" }).click();
  await asha.dialog.getByRole("button", { name: "Sign out" }).click();
  await expect(asha.page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect.poll(() => kept(asha.page)).toBe("");
});

test("Asha signs out everywhere else: the other browser is out at once, says why, and keeps nothing", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const atSchool = await arrive("Asha", { room });
  await atSchool.composer.fill("Half a thought");
  await expect.poll(() => kept(atSchool.page)).toContain("Half a thought");
  const atHome = await arrive(atSchool.account, { path: "/settings/devices" });

  await atHome.page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await atHome.dialog.getByRole("button", { name: "Sign out everywhere else" }).click();

  await expect(atSchool.page.getByText("You were signed out. Sign in again to go on.")).toBeVisible();
  await expect.poll(() => kept(atSchool.page)).toBe("");
  await expect(atHome.connection("Connected")).toBeVisible();
  await atSchool.fillSignIn(atSchool.account.email, PASSWORD);
  await expect(atSchool.composer).toBeVisible();
});

test("Ms Rao deactivates Ben: he is out at once, is told so, and cannot come back until she lets him", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const ben = await arrive("Ben Okafor", { room });
  await ben.say("Still here");
  await expect(ben.message("Still here").getByText("Sent", { exact: true })).toBeAttached();
  const rao = await arrive(school.rao, { path: "/people" });
  const row = await rao.findPerson(ben.account.email);

  await row.getByRole("button", { name: "Ben Okafor: actions" }).click();
  await rao.page.getByRole("menuitem", { name: "Deactivate" }).click();
  await rao.dialog.getByRole("button", { name: "Deactivate" }).click();

  await expect(ben.page.getByText("Your account was deactivated. Ask your school.")).toBeVisible();
  await expect(row.getByText("Deactivated")).toBeVisible();
  await ben.fillSignIn(ben.account.email, PASSWORD);
  await expect(ben.page.getByText("This account is deactivated. Ask your school.")).toBeVisible();

  await row.getByRole("button", { name: "Ben Okafor: actions" }).click();
  await rao.page.getByRole("menuitem", { name: "Reactivate" }).click();
  await rao.dialog.getByRole("button", { name: "Reactivate" }).click();
  await expect(row.getByText("Active", { exact: true })).toBeVisible();
  await ben.fillSignIn(ben.account.email, PASSWORD);
  await ben.sees("Still here");
  await ben.say("Back again");
  await expect(ben.message("Back again").getByText("Sent", { exact: true })).toBeAttached();
});

test("A wrong password is refused in words, and a roll ID does as well as an e-mail address", async ({
  school,
  newContext,
}) => {
  const asha = await school.enrol("Asha");
  const page = await (await newContext()).newPage();
  await page.goto(school.server.url);
  const fill = async (identifier: string, password: string) => {
    await page.getByLabel("E-mail or roll ID").fill(identifier);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  await fill(asha.email, "not her password");
  await expect(page.getByRole("alert")).toHaveText(
    "The e-mail or roll ID and the password do not match. Check both.",
  );
  await fill("nobody@hill.example", "not her password");
  await expect(page.getByRole("alert")).toHaveText(
    "The e-mail or roll ID and the password do not match. Check both.",
  );
  await fill(asha.email.replace("@hill.example", "").toUpperCase(), PASSWORD);
  await expect(page.getByRole("button", { name: "Asha: account" })).toBeVisible();
});
