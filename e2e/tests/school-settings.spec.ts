import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";

const notices = (page: Page) => page.getByRole("region", { name: "Notices" });

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
]) {
  test(`${viewport.width} px: Ms Rao names the school, its time zone and its quiet hours; Asha sees what is for her`, async ({
    ownSchool,
    arrive,
  }) => {
    const rao = await arrive(ownSchool.rao, { school: ownSchool, path: "/settings/school", viewport });
    const { page } = rao;
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Hill School");
    await page.getByLabel("Name", { exact: true }).fill("  ");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Fill this in.");
    await page.getByLabel("Name", { exact: true }).fill("Hill & Valley School");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(notices(page).getByText("Name saved")).toBeVisible();
    await page.getByLabel("Time zone").selectOption("Asia/Kolkata");
    await page.getByRole("switch", { name: "Quiet hours for everyone" }).click();
    await page.getByLabel("From", { exact: true }).fill("20:30");
    await page.getByRole("switch", { name: "Show the text of messages" }).click();
    await expectAccessible(page, "the school's settings");

    await page.reload();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Hill & Valley School");
    await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Kolkata");
    await expect(page.getByLabel("From", { exact: true })).toHaveValue("20:30");
    await expect(page.getByLabel("To", { exact: true })).toHaveValue("07:00");
    await expect(page.getByRole("switch", { name: "Show the text of messages" })).toBeChecked();

    const asha = await arrive("Asha", { school: ownSchool, path: "/settings/notifications", viewport });
    await expect(asha.page.getByText("the school is quiet from 20:30 to 07:00")).toBeVisible();
    await asha.page.goto(`${asha.url}/settings/school`);
    await expect(asha.page.getByRole("heading", { name: "Settings" })).toBeVisible();
    await expect(asha.page.getByRole("link", { name: "School", exact: true })).toHaveCount(0);
    await expect(asha.page.getByRole("switch", { name: "Quiet hours for everyone" })).toHaveCount(0);
  });
}

test("A setting of the school that cannot be saved says so, and stands as it was", async ({
  ownSchool,
  arrive,
  layWire,
}) => {
  const wire = await layWire(ownSchool);
  const rao = await arrive(ownSchool.rao, { school: ownSchool, path: "/settings/school", wire });
  const text = rao.page.getByRole("switch", { name: "Show the text of messages" });
  await expect(text).not.toBeChecked();
  wire.cut();
  await text.click();
  await expect(notices(rao.page).getByText("The setting was not saved")).toBeVisible();
  await expect(text).not.toBeChecked();
});
