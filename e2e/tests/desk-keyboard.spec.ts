import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixtures.ts";

test("With the keys alone: find a student, walk through the list, close, reopen, leave, and see all keys", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  for (const name of ["Asha", "Ben", "Chidi"]) await school.enrol(name, className);
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
  await expect.poll(() => desk.names()).toEqual(["Ben", "Asha", "Chidi"]);
  await keyboard.press("Alt+ArrowDown");
  await expect(rao.composer).toHaveAccessibleName("Message to Asha");
  await keyboard.press("Alt+ArrowUp");
  await expect(rao.composer).toHaveAccessibleName("Message to Ben");

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
