import { expect, test } from "../support/fixtures.ts";
import { PASSWORD } from "../support/school.ts";

test("Enter sends, Shift+Enter breaks the line, ↑ edits the last message, Esc gives that up", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room });
  await expect(asha.composer).toBeFocused();
  const { keyboard } = asha.page;

  await keyboard.type("One line");
  await keyboard.press("Shift+Enter");
  await keyboard.type("and another");
  await keyboard.press("Enter");
  await expect.poll(() => asha.texts()).toEqual(["One line\nand another"]);
  await expect(asha.composer).toHaveValue("");
  await keyboard.press("Enter");
  await keyboard.type("   ");
  await keyboard.press("Enter");
  expect(await asha.texts()).toHaveLength(1);

  await asha.composer.fill("");
  await keyboard.press("ArrowUp");
  await expect(asha.composer).toHaveValue("One line\nand another");
  await keyboard.press("Escape");
  await expect(asha.composer).toHaveValue("");
  await expect(asha.page.getByText("Editing your message")).toHaveCount(0);
  await expect(asha.composer).toBeFocused();
});

test("Ctrl+K finds a room by a few letters, and Esc gives the focus back; Alt+↓ and Alt+↑ go from room to room", async ({
  school,
  arrive,
}) => {
  const maths = await school.createRoom("Maths");
  const choir = await school.createRoom("Choir");
  const asha = await arrive("Asha", { room: maths });
  await asha.account.join(choir.roomId);
  await expect(asha.row(choir.title)).toBeVisible();
  const { keyboard } = asha.page;

  await keyboard.press("Control+k");
  await expect(asha.dialog).toBeVisible();
  await keyboard.press("Escape");
  await expect(asha.dialog).toHaveCount(0);
  await expect(asha.composer).toBeFocused();
  await keyboard.press("Control+k");
  await keyboard.type(choir.title.slice(0, 4).toLowerCase());
  await expect(asha.dialog.getByRole("option", { selected: true })).toHaveText(new RegExp(choir.title));
  await keyboard.press("Enter");
  await expect(asha.page.getByRole("heading", { name: choir.title, exact: true })).toBeVisible();
  await expect(asha.dialog).toHaveCount(0);

  const titles = await asha.rooms
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const here = titles.indexOf(`/rooms/${choir.roomId}`);
  await keyboard.press("Alt+ArrowDown");
  await expect(asha.page).toHaveURL(asha.url + titles[(here + 1) % titles.length]);
  await keyboard.press("Alt+ArrowUp");
  await keyboard.press("Alt+ArrowUp");
  await expect(asha.page).toHaveURL(asha.url + titles[(here - 1 + titles.length) % titles.length]);
  await expect(asha.composer).toBeFocused();
});

test("Esc leaves the room, ? shows all keys, / goes to the search", async ({ school, arrive }) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room });
  const { keyboard } = asha.page;
  await keyboard.type("Why?/");
  await expect(asha.composer).toHaveValue("Why?/");
  await asha.composer.fill("");

  await keyboard.press("Escape");
  await expect(asha.page).toHaveURL(`${asha.url}/rooms`);
  await expect(asha.page.getByText("Choose a room")).toBeVisible();
  await keyboard.press("Shift+?");
  await expect(asha.dialog.getByRole("heading", { name: "Keys" })).toBeVisible();
  await expect(asha.dialog.getByText("Previous room")).toBeVisible();
  await keyboard.press("Escape");
  await expect(asha.dialog).toHaveCount(0);

  await keyboard.press("/");
  await expect(asha.page.getByRole("searchbox", { name: "Find a room" })).toBeFocused();
  await keyboard.type("no such room");
  await expect(asha.page.getByText("No room matches “no such room”")).toBeVisible();
});

test("With the keyboard alone: Asha signs in, walks to a message, answers it, and deletes her answer", async ({
  school,
  newContext,
}) => {
  const room = await school.createRoom();
  const account = await school.enrol("Asha");
  await account.join(room.roomId);
  await school.rao.say(room.roomId, "Who is coming?");
  await school.rao.say(room.roomId, "Answer by Friday");
  const page = await (await newContext()).newPage();
  const { keyboard } = page;
  const log = page.getByRole("log");
  await page.goto(`${school.server.url}/rooms/${room.roomId}`);
  await expect(page.getByLabel("E-mail or roll ID")).toBeFocused();
  await keyboard.type(account.email);
  await keyboard.press("Tab");
  await keyboard.type(PASSWORD);
  await keyboard.press("Enter");

  const composer = page.getByRole("textbox", { name: `Message to ${room.title}` });
  await expect(composer).toBeFocused();
  await expect(log.getByText("Answer by Friday")).toBeVisible();
  await keyboard.press("Shift+Tab");
  await expect(log).toBeFocused();
  await keyboard.press("ArrowUp");
  await keyboard.press("ArrowUp");
  await expect(log.getByRole("article", { description: "Who is coming?" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Reply" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(composer).toBeFocused();
  await keyboard.type("I am");
  await keyboard.press("Enter");
  const answer = log.getByRole("article", { description: "I am", exact: true });
  await expect(answer.getByText("Sent", { exact: true })).toBeAttached();

  await keyboard.press("Shift+Tab");
  await keyboard.press("ArrowUp");
  await expect(answer).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Delete" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Delete this message?");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).focus();
  await keyboard.press("Enter");
  await expect(log.getByText("Message deleted")).toBeVisible();
  expect((await school.rao.history(room.roomId)).map(({ text }) => text)).toEqual([
    "Who is coming?",
    "Answer by Friday",
  ]);
});
