import { expectAccessible } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";
import { PASSWORD } from "../support/school.ts";
import { ServerProcess } from "../support/server-process.ts";

test("First run: the printed code makes the first administrator and names the school, once", async ({
  newContext,
}) => {
  const server = await ServerProcess.start();
  try {
    const page = await (await newContext()).newPage();
    const late = await (await newContext()).newPage();
    await page.goto(server.url);
    await late.goto(server.url);
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page.getByText("Fill this in.").first()).toBeVisible();

    await page.getByLabel("Set-up code").fill("AAAA-AAAA-AAAA");
    await page.getByLabel("Name of the school").fill("Hill School");
    await page.getByLabel("Your name").fill("Ms Rao");
    await page.getByLabel("E-mail").fill("rao@hill.example");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page.getByText("This is not the code that the server printed.")).toBeVisible();

    await page.getByLabel("Set-up code").fill(server.setUpCode?.toLowerCase().replaceAll("-", " ") ?? "");
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page.getByRole("heading", { name: "Hill School is ready" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Parts of Encrptalk" })).toBeVisible();
    await expect(page.getByText("PORT=3001 npm run demo")).toBeVisible();
    await expectAccessible(page, "the school is ready");
    await page.getByRole("link", { name: "Import a list" }).click();
    await expect(page.getByRole("heading", { name: "Import students" })).toBeVisible();
    await page.goBack();
    await page.getByRole("link", { name: "Add a student" }).click();
    await expect(page.getByRole("dialog").getByLabel("Roll ID")).toBeVisible();
    await page.goto(`${server.url}/people/invitations`);
    await expect(page.getByText("Add or import students first.")).toBeVisible();

    await late.getByLabel("Set-up code").fill(server.setUpCode ?? "");
    await late.getByLabel("Name of the school").fill("Valley School");
    await late.getByLabel("Your name").fill("Mallory");
    await late.getByLabel("E-mail").fill("mallory@valley.example");
    await late.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await late.getByRole("button", { name: "Set up" }).click();
    await expect(late.getByText("This school is already set up. Reload the page and sign in.")).toBeVisible();
    await late.reload();
    await expect(late.getByRole("heading", { name: "Hill School" })).toBeVisible();
    await expect(late.getByRole("button", { name: "Sign in" })).toBeVisible();
  } finally {
    await server.close();
  }
});

test("Ms Rao adds Asha, hands her the invitation, and Asha chooses a password with it, once", async ({
  school,
  arrive,
  newContext,
}) => {
  const rao = await arrive(school.rao);
  await rao.page.getByRole("link", { name: "Students", exact: true }).click();
  await rao.page.getByRole("button", { name: "Add person" }).click();
  await rao.dialog.getByRole("button", { name: "Add and get link" }).click();
  await expect(rao.dialog.getByText("Fill this in.")).toHaveCount(4);
  await rao.dialog.getByLabel("Name").fill("Asha Verma");
  await rao.dialog.getByLabel("E-mail").fill("asha.verma@hill.example");
  await rao.dialog.getByLabel("Roll ID").fill("10B-07");
  await rao.dialog.getByLabel("Class").fill("10 B");
  await rao.dialog.getByRole("button", { name: "Add and get link" }).click();
  await expect(rao.dialog.getByText("Link for Asha Verma")).toBeVisible();
  const link = await rao.dialog.getByLabel("Link", { exact: true }).inputValue();
  await rao.dialog.getByRole("button", { name: "Done" }).click();
  const row = await rao.findPerson("10B-07");
  await expect(row).toContainText("10B-07 · 10 B");
  await expect(row.getByText("Invited")).toBeVisible();

  const page = await (await newContext()).newPage();
  await page.goto(link);
  await expect(page.getByText("Welcome, Asha Verma")).toBeVisible();
  await expect(page).toHaveURL(/\/link$/);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Everyone", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Asha Verma: account" })).toBeVisible();

  const stranger = await (await newContext()).newPage();
  await stranger.goto(link);
  await expect(stranger.getByText("This link does not work")).toBeVisible();
  await stranger.goto(await school.invite("Chidi"));
  await expect(stranger.getByText("Welcome, Chidi")).toBeVisible();
  await rao.page.reload();
  await expect((await rao.findPerson("10B-07")).getByText("Active", { exact: true })).toBeVisible();
});

test("What is taken already is said at its field, and no second Asha is made", async ({ school, arrive }) => {
  const asha = await school.enrol("Asha");
  const rao = await arrive(school.rao, { path: "/people" });
  await rao.page.getByRole("button", { name: "Add person" }).click();
  await rao.dialog.getByLabel("Name").fill("Another Asha");
  await rao.dialog.getByLabel("E-mail").fill(asha.email.toUpperCase());
  await rao.dialog.getByLabel("Roll ID").fill(`ANOTHER-${asha.accountId.slice(0, 8)}`);
  await rao.dialog.getByLabel("Class").fill("10 B");
  await rao.dialog.getByRole("button", { name: "Add and get link" }).click();
  await expect(rao.dialog.getByLabel("E-mail")).toHaveAccessibleDescription(
    "Another account already has this e-mail.",
  );
  await expect(rao.dialog.getByLabel("E-mail")).toBeFocused();
});

test("Ben forgot his password: Ms Rao makes a link, the new password works, and the old one does not", async ({
  school,
  arrive,
  newContext,
}) => {
  const ben = await arrive("Ben");
  const rao = await arrive(school.rao, { path: "/people" });
  const row = await rao.findPerson(ben.account.email);
  await row.getByRole("button", { name: "Ben: actions" }).click();
  await rao.page.getByRole("menuitem", { name: "Reset password" }).click();
  await rao.dialog.getByRole("button", { name: "Make link" }).click();
  const link = await rao.dialog.getByLabel("Link", { exact: true }).inputValue();

  const page = await (await newContext()).newPage();
  await page.goto(link);
  await expect(page.getByText("Choose a new password")).toBeVisible();
  await page.getByLabel("New password").fill("another battery staple");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Everyone", exact: true })).toBeVisible();

  await expect(ben.page.getByText("You were signed out. Sign in again to go on.")).toBeVisible();
  await ben.fillSignIn(ben.account.email, PASSWORD);
  await expect(ben.page.getByRole("alert")).toContainText("do not match");
});
