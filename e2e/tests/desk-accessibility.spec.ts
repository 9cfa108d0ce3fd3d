import { expectAccessible } from "../support/accessibility.ts";
import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixtures.ts";

// Many screens in each, and axe takes its time.
test.describe.configure({ timeout: 150_000 });

for (const width of [360, 1440]) {
  const look = { viewport: { width, height: 900 }, colorScheme: "light" } as const;
  const phone = width < 720;

  test(`${width} px wide, light and dark: axe finds nothing at the desk and on the overview`, async ({
    ownSchool: school,
    arrive,
  }) => {
    const rao = await arrive(school.rao, { school, ...look });
    const desk = new Desk(rao);
    const { page } = rao;
    await expect(page.getByText("No students yet")).toBeVisible();
    await expectAccessible(page, "a desk without students");

    // Nothing that comes in meanwhile raises a notice over the list.
    await page.goto("about:blank");
    const asha = await school.enrol("Asha Verma", "7 A");
    const ben = await school.enrol("Benedikt Donaudampfschifffahrtsgesellschaftskapitän", "7 A");
    await school.invite("Chidi", "8 C");
    const ofAsha = await asha.openConversation(asha.accountId);
    await asha.say(ofAsha, "A question that is longer than there is room for in the list of students");
    const ofBen = await school.rao.openConversation(ben.accountId);
    await school.rao.say(ofBen, "Done");
    await school.rao.closeConversation(ofBen);
    await page.goto(`${rao.url}/messages`);
    await expect(desk.row("Chidi")).toBeVisible();
    await expectAccessible(page, "the list of students");
    await desk.find.fill("nobody");
    await expect(page.getByText("No student matches")).toBeVisible();
    await expectAccessible(page, "nobody found");
    await desk.find.fill("");

    await desk.open("Asha Verma");
    await rao.sees("A question that is longer than there is room for in the list of students");
    if (phone) await page.getByRole("button", { name: "Show student details" }).click();
    const details = phone ? rao.dialog : desk.details;
    await expect(details.getByText("7 A", { exact: true })).toBeVisible();
    await expectAccessible(page, "a conversation, and who it is with");
    if (phone) await page.keyboard.press("Escape");
    await desk.closeButton.click();
    await page.mouse.move(0, 0);
    await expect(page.getByText("Closed · writing reopens it")).toBeVisible();
    await expectAccessible(page, "a closed conversation");

    await page.goto(`${rao.url}/overview`);
    await expect(page.getByText("Students waiting")).toBeVisible();
    await expectAccessible(page, "the overview");
  });
}
