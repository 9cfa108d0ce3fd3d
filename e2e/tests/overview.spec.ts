import { expect, test } from "../support/fixtures.ts";

test("The overview counts who waits, what is unread, active, closed and new, who is online, and messages by day, live", async ({
  ownSchool: school,
  arrive,
}) => {
  const asha = await school.enrol("Asha");
  const ben = await school.enrol("Ben");
  await school.invite("Chidi");
  const rao = await arrive(school.rao, { path: "/overview", school });
  const { page } = rao;
  const figure = (name: string) =>
    page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ has: page.getByText(name, { exact: true }) });
  await expect(figure("Students waiting")).toContainText("Nobody waits for an answer");
  await expect(figure("New")).toContainText("3");
  await expect(page.getByText("No messages in the last 30 days")).toBeVisible();
  await rao.markPage();

  const ofAsha = await asha.openConversation(asha.accountId);
  await asha.say(ofAsha, "Hello?");
  await expect(figure("Students waiting")).toContainText("The longest for 1 minute");
  await expect(figure("Unread")).toContainText("1");
  await expect(figure("Active")).toContainText("1");
  await expect(page.getByRole("table", { name: "Messages by day" }).getByRole("row").last()).toContainText(
    /10$/,
  );
  const ofBen = await school.rao.openConversation(ben.accountId);
  await school.rao.closeConversation(ofBen);
  await school.rao.say(ofAsha, "Good morning");
  await expect(figure("Students waiting")).toContainText("Nobody waits for an answer");
  await expect(figure("Closed")).toContainText("1");
  await expect(figure("First answer")).toContainText("1 min");
  await arrive(asha, { school });
  await expect(figure("Students online")).toContainText("1");
  await expect(figure("Students online")).toContainText("of 3");
  await rao.expectSamePage();

  await figure("Closed").getByRole("link").click();
  await expect(page).toHaveURL(/\/messages\?filter=closed$/);
  await expect(page.getByRole("navigation", { name: "Students" }).getByRole("link")).toHaveCount(1);
});
