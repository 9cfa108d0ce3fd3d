import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixtures.ts";

test("With the keys alone: find a student, walk through the list, close, reopen, leave, and see all keys", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  await school.enrol("Chidi", className);
  for (const name of ["Ben", "Asha"]) {
    const { accountId } = await school.enrol(name, className);
    await school.rao.openConversation(accountId);
  }
  const rao = await arrive(school.rao, { path: `/messages?class=${encodeURIComponent(className)}` });
  const desk = new Desk(rao);
  const { keyboard } = rao.page;
  await expect.poll(() => desk.names()).toEqual(["Asha", "Ben", "Chidi"]);

  await keyboard.press("/");
  await expect(desk.find).toBeFocused();
  await keyboard.type("chi");
  await expect.poll(() => desk.names()).toEqual(["Chidi"]);
  await keyboard.press("Escape");
  await expect(desk.find).toHaveValue("");
  await expect.poll(() => desk.names()).toHaveLength(3);
  await keyboard.press("Escape");
  await expect(desk.find).not.toBeFocused();

  await keyboard.press("Alt+ArrowDown");
  await expect(rao.composer).toHaveAccessibleName("Message to Asha");
  await keyboard.press("Alt+ArrowDown");
  await expect(rao.composer).toHaveAccessibleName("Message to Ben");
  await expect(desk.selected).toContainText("Ben");
  await keyboard.press("Alt+ArrowUp");
  await expect(rao.composer).toHaveAccessibleName("Message to Asha");

  await keyboard.press("Alt+e");
  await expect(rao.page.getByText("Closed · writing reopens it")).toBeVisible();
  await expect(desk.reopenButton).toBeVisible();
  await keyboard.press("Alt+e");
  await expect(desk.closeButton).toBeVisible();

  await keyboard.press("Escape");
  await expect(rao.page).toHaveURL(/\/messages\?class=/);
  await expect(rao.page.getByText("Choose a student")).toBeVisible();
  await keyboard.press("Shift+?");
  await expect(rao.dialog.getByText("Close or reopen the conversation")).toBeVisible();
});

test("Walking through the list passes students who were never written to: they are told of nothing", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  await school.enrol("Chidi", className);
  const { accountId } = await school.enrol("Asha", className);
  await school.rao.openConversation(accountId);
  const rao = await arrive(school.rao, { path: `/messages?class=${encodeURIComponent(className)}` });
  const desk = new Desk(rao);
  await expect.poll(() => desk.names()).toEqual(["Asha", "Chidi"]);
  for (let step = 0; step < 3; step++) await rao.page.keyboard.press("Alt+ArrowDown");
  await expect(rao.composer).toHaveAccessibleName("Message to Asha");
  await expect(desk.selected).toContainText("Asha");
  await expect(desk.row("Chidi")).toContainText("New");
  expect(rao.sentOf("conversation.open")).toHaveLength(1);
});
