import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";

const entries = (page: Page) => page.getByRole("region", { name: "Entries" }).getByRole("article");

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
]) {
  test(`${viewport.width} px: Ms Rao reads who did what, and finds it by kind, person and day`, async ({
    ownSchool: school,
    arrive,
  }) => {
    const asha = await school.enrol("Asha Verma");
    const roomId = await school.rao.openConversation(asha.accountId);
    await school.rao.closeConversation(roomId);
    const { page } = await arrive(school.rao, { school, path: "/settings", viewport });
    await page.getByRole("link", { name: "Audit log" }).click();
    await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
    await expect(page).toHaveTitle("Audit log");
    await expect(entries(page).first()).toContainText("Ms Rao signed in");
    await expect(page.getByText("Ms Rao closed the conversation with Asha Verma")).toBeVisible();
    await expect(page.getByText("Ms Rao added the student Asha Verma")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
    await expectAccessible(page, "the audit log");

    await page.getByLabel("What happened").selectOption({ label: "Conversations closed" });
    await expect(entries(page)).toHaveCount(1);
    await expect(page).toHaveURL(/\/audit\?kind=conversation\.closed$/);

    await page.getByLabel("What happened").selectOption({ label: "Everything" });
    await page.getByRole("button", { name: "Who it is about: Everyone" }).click();
    const dialog = page.getByRole("dialog", { name: "Whose entries?" });
    await dialog.getByRole("searchbox").fill("Verma");
    await expect(dialog.getByRole("listitem")).toHaveCount(1);
    await expectAccessible(page, "the choice of a person");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByText("The school was set up")).toHaveCount(0);
    await expect(page.getByText("Asha Verma signed in")).toBeVisible();

    await page.reload();
    await expect(page.getByRole("button", { name: "Who it is about: Asha Verma" })).toBeVisible();
    await page.getByLabel("Until").fill("2001-01-31");
    await expect(page.getByText("No entries match")).toBeVisible();
    await expectAccessible(page, "an audit log in which nothing is found");
    await page.getByRole("button", { name: "Show all" }).click();
    await expect(page).toHaveURL(/\/audit$/);
    await expect(
      page.getByText("The school was set up with Ms Rao as its first administrator"),
    ).toBeVisible();
  });
}

test("From the list of people, Ms Rao comes to what one of them did", async ({
  ownSchool: school,
  arrive,
}) => {
  await school.enrol("Asha Verma");
  const { page } = await arrive(school.rao, { school, path: "/people" });
  await page.getByRole("button", { name: "Asha Verma" }).click();
  await page.getByRole("menuitem", { name: "Show in the audit log" }).click();
  await expect(page.getByRole("button", { name: "Who it is about: Asha Verma" })).toBeVisible();
  await expect(entries(page)).toHaveCount(3);
});

test("Asha has no audit log: no link to it, no page, and no answer", async ({
  ownSchool: school,
  arrive,
}) => {
  const { page, url } = await arrive("Asha", { school, path: "/settings" });
  await expect(page.getByRole("link", { name: "Devices" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Audit log" })).toHaveCount(0);
  const status = await page.evaluate(async () => (await fetch("/api/audit")).status);
  expect(status).toBe(403);
  await page.goto(`${url}/audit`);
  await expect(page).toHaveURL(/\/(rooms.*)?$/);
  await expect(page.getByRole("heading", { name: "Audit log" })).toHaveCount(0);
});

test("An audit log that cannot be loaded says so, and is asked for again", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const { page } = await arrive(school.rao, { path: "/audit", wire });
  await expect(entries(page).first()).toBeVisible();
  wire.cut();
  await page.getByLabel("What happened").selectOption({ label: "Set-up" });
  await expect(page.getByRole("alert")).toBeVisible();
  wire.mend();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(entries(page)).toHaveCount(1);
});
