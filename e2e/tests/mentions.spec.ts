import { expectAccessible } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";
import type { Person } from "../support/person.ts";

const option = ({ page }: Person, name: string) => page.getByRole("option", { name });

for (const width of [360, 1280]) {
  test(`${width} px: an @ and letters offer the people of the room; who is chosen is mentioned, and sees it marked`, async ({
    school,
    arrive,
  }) => {
    const room = await school.createRoom("Choir");
    for (const name of ["Asha Verma", "Ashok Rao", "Ben Adams"])
      await (await school.enrol(name)).join(room.roomId);
    const ben = await arrive("Ben Brook", { room });
    const rao = await arrive(school.rao, {
      path: `/rooms/${room.roomId}`,
      viewport: { width, height: 740 },
    });
    await rao.composer.pressSequentially("Could @ash");
    await expect(option(rao, "Asha Verma")).toHaveAttribute("aria-selected", "true");
    await expect(option(rao, "Ashok Rao")).toBeVisible();
    await expect(option(rao, "Ben Brook")).toHaveCount(0);
    await expect(rao.composer).toHaveAttribute(
      "aria-activedescendant",
      (await option(rao, "Asha Verma").getAttribute("id")) ?? "",
    );
    await expectAccessible(rao.page, "people to mention");
    await rao.composer.press("ArrowDown");
    await rao.composer.press("Tab");
    await expect(rao.composer).toHaveValue("Could @Ashok Rao ");
    await rao.composer.pressSequentially("and @br");
    await option(rao, "Ben Brook").click();
    await rao.composer.pressSequentially("come?");
    await rao.composer.press("Enter");

    await ben.sees("Could @Ashok Rao and @Ben Brook come?");
    await expect(ben.log.locator("mark")).toHaveText("@Ben Brook");
    await expectAccessible(ben.page, "a message that mentions one");
    await expect(rao.log.locator("mark")).toHaveCount(0);
  });
}

test("Esc puts the list away and keeps what was written; in a conversation with the school nobody is offered", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom("Choir");
  const account = await school.enrol("Asha");
  await account.join(room.roomId);
  const asha = await arrive(account, { room });
  await asha.composer.pressSequentially("@ms");
  await expect(option(asha, "Ms Rao")).toBeVisible();
  await asha.composer.press("Escape");
  await expect(option(asha, "Ms Rao")).toHaveCount(0);
  await expect(asha.composer).toHaveValue("@ms");
  await expect(asha.page).toHaveURL(`${asha.url}/rooms/${room.roomId}`);

  const roomId = await account.openConversation(account.accountId);
  await asha.page.goto(`${asha.url}/rooms/${roomId}`);
  await asha.composer.pressSequentially("@ms");
  await asha.composer.press("Enter");
  await asha.sees("@ms");
});
