import type { Page } from "@playwright/test";
import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixtures.ts";
import type { Person } from "../support/person.ts";
import type { Room, School } from "../support/school.ts";

/** All that are drawn, also out of sight. */
const drawn = (page: Page) => page.locator("[role=log]");

async function goTo(person: Person, room: Room): Promise<void> {
  await person.row(room.title).click();
  await expect(person.page.getByRole("log", { name: room.title })).toBeVisible();
}

/** So many rooms, each with one message: “In” and its title. */
async function roomsFor(person: Person, school: School, titles: readonly string[]): Promise<Room[]> {
  const rooms: Room[] = [];
  for (const title of titles) {
    const room = await school.createRoom(title);
    await person.account.join(room.roomId);
    await school.rao.say(room.roomId, `In ${title}`);
    await expect(person.row(room.title)).toContainText(`In ${title}`);
    rooms.push(room);
  }
  return rooms;
}

test("A room that was left stays drawn; it is shown again with what came meanwhile, which was not read before", async ({
  school,
  arrive,
}) => {
  const ben = await arrive("Ben");
  const [maths, choir] = (await roomsFor(ben, school, ["Maths", "Choir"])) as [Room, Room];
  await goTo(ben, maths);
  await ben.sees("In Maths");
  await expect(ben.row(maths.title).getByText(/unread/)).toHaveCount(0);
  const row = await ben.message("In Maths").elementHandle();
  await goTo(ben, choir);
  await ben.sees("In Choir");

  await school.rao.say(maths.roomId, "While you were out");
  await expect(ben.row(maths.title).getByText("1 unread message")).toBeAttached();
  await expect(drawn(ben.page).getByText("While you were out")).toHaveCount(0);

  await goTo(ben, maths);
  await ben.sees("In Maths", "While you were out");
  await expect(ben.log.getByText("New messages", { exact: true })).toBeVisible();
  await expect(ben.row(maths.title).getByText(/unread/)).toHaveCount(0);
  expect(await row?.evaluate((element) => element.isConnected)).toBe(true);

  await goTo(ben, choir);
  await goTo(ben, maths);
  await ben.sees("While you were out");
  await expect(ben.log.getByText("New messages", { exact: true })).toHaveCount(0);
});

test("A room in which somebody had scrolled up is shown at its end again", async ({ school, arrive }) => {
  const ben = await arrive("Ben");
  const [maths, choir] = (await roomsFor(ben, school, ["Maths", "Choir"])) as [Room, Room];
  for (let line = 1; line <= 40; line += 1) await school.rao.say(maths.roomId, `Line ${line}`);
  await goTo(ben, maths);
  await ben.page.getByRole("button", { name: /new messages/ }).click();
  await expect(ben.message("Line 40")).toBeInViewport();
  // Else it would be shown at what is unread.
  await expect(ben.row(maths.title).getByText(/unread/)).toHaveCount(0);
  await ben.scrollBy(-600);
  await expect(ben.message("Line 40")).not.toBeInViewport();
  await goTo(ben, choir);
  await goTo(ben, maths);
  await expect(ben.message("Line 40")).toBeInViewport();
  await expect(ben.page.getByRole("button", { name: "Jump to the latest" })).toHaveCount(0);
});

test("Three rooms at most stay drawn, and of these no key and no reader finds more than the one in view", async ({
  school,
  arrive,
}) => {
  const ben = await arrive("Ben");
  const rooms = await roomsFor(ben, school, ["Maths", "Choir", "Chess", "Drama"]);
  for (const room of rooms) await goTo(ben, room);
  await ben.sees("In Drama");
  await expect(drawn(ben.page)).toHaveCount(3);
  await expect(ben.log).toHaveCount(1);
  await expect(ben.page.getByRole("article")).toHaveCount(1);
  expect(await ben.page.getByRole("main").ariaSnapshot()).not.toContain("In Chess");

  for (let presses = 0; presses < 40; presses += 1) {
    await ben.page.keyboard.press("Tab");
    const isHidden = await ben.page.evaluate(() => document.activeElement?.checkVisibility() === false);
    expect(isHidden).toBe(false);
  }
  for (const room of rooms) await goTo(ben, room);
  await ben.log.focus();
  await ben.page.keyboard.press("ArrowUp");
  await expect(ben.message("In Drama")).toBeFocused();
});

test("What is being written, answered or asked in a room is not in another one", async ({
  school,
  arrive,
}) => {
  const ben = await arrive("Ben");
  const [maths, choir] = (await roomsFor(ben, school, ["Maths", "Choir"])) as [Room, Room];
  await goTo(ben, maths);
  await ben.composer.fill("Not yet sent");
  await goTo(ben, choir);
  await expect(ben.composer).toHaveValue("");
  await ben.composer.fill("For the choir");
  await goTo(ben, maths);
  await expect(ben.composer).toHaveValue("Not yet sent");
  await ben.choose("In Maths", "Reply");
  await expect(ben.page.getByRole("button", { name: "Cancel" })).toBeVisible();
  await goTo(ben, choir);
  await expect(ben.composer).toHaveValue("For the choir");
  await expect(ben.page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
  await ben.composer.press("Enter");
  await ben.sees("For the choir");
  await goTo(ben, maths);
  await expect(ben.message("For the choir")).toHaveCount(0);
  await expect(ben.page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
  await ben.page.keyboard.press("Escape");
  await expect(ben.page).toHaveURL(/\/rooms$/);
});

test("A link to a message leads to it in a room that is drawn already", async ({ school, arrive }) => {
  const ben = await arrive("Ben");
  const [maths, choir] = (await roomsFor(ben, school, ["Maths", "Choir"])) as [Room, Room];
  for (let line = 1; line <= 40; line += 1) await school.rao.say(maths.roomId, `Line ${line}`);
  await goTo(ben, maths);
  await ben.page.getByRole("button", { name: /new messages/ }).click();
  await expect(ben.message("Line 40")).toBeInViewport();
  await goTo(ben, choir);
  const named = (await ben.account.history(maths.roomId)).find(({ text }) => text === "Line 3");
  await ben.page.evaluate(
    (path) => history.pushState(null, "", path),
    `/rooms/${maths.roomId}?at=${named?.seq}`,
  );
  await expect(ben.message("Line 3")).toBeInViewport();
  await expect(ben.page.getByRole("log", { name: maths.title })).toBeVisible();
  await goTo(ben, choir);
  await ben.sees("In Choir");
});

test("A room that one leaves is not kept, and one that moved on while the network was gone is shown as it is", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const ben = await arrive("Ben", { wire });
  const [maths, choir] = (await roomsFor(ben, school, ["Maths", "Choir"])) as [Room, Room];
  await goTo(ben, maths);
  await ben.sees("In Maths");
  await goTo(ben, choir);
  await ben.sees("In Choir");
  wire.cut();
  await expect(ben.connection("Connected")).toHaveCount(0);
  await school.rao.say(maths.roomId, "Said in vain?");
  wire.mend();
  await expect(ben.row(maths.title)).toContainText("Said in vain?", { timeout: 30_000 });
  await goTo(ben, maths);
  await ben.sees("In Maths", "Said in vain?");

  await goTo(ben, choir);
  await ben.account.leave(maths.roomId);
  await expect(ben.row(maths.title)).toHaveCount(0);
  await expect(drawn(ben.page).getByText("In Maths")).toHaveCount(0);
  await ben.sees("In Choir");
});

test("What was edited and deleted in a room while it was out of sight is so when it is shown again", async ({
  school,
  arrive,
}) => {
  const ben = await arrive("Ben");
  const [maths, choir] = (await roomsFor(ben, school, ["Maths", "Choir"])) as [Room, Room];
  await goTo(ben, maths);
  await ben.say("Meet at four");
  await ben.say("Bring your own pen");
  await ben.sees("Meet at four", "Bring your own pen");
  await goTo(ben, choir);
  await ben.sees("In Choir");

  const said = await ben.account.history(maths.roomId);
  const seqOf = (wanted: string) => said.find(({ text }) => text === wanted)?.seq;
  const { roomId } = maths;
  const body = { alg: "plain", text: "Meet at five" };
  const editId = crypto.randomUUID();
  const target = seqOf("Meet at four");
  await ben.account.command({ type: "message.edit", roomId, editId, target, body });
  await ben.account.command({ type: "message.delete", roomId, target: seqOf("Bring your own pen") });
  await expect(ben.row(maths.title)).not.toContainText("Bring your own pen");

  await goTo(ben, maths);
  await ben.sees("Meet at five");
  await expect(drawn(ben.page).getByText("Meet at four")).toHaveCount(0);
  await expect(drawn(ben.page).getByText("Bring your own pen")).toHaveCount(0);
});

test("A question about one room is over when another one is shown", async ({ school, arrive }) => {
  const ben = await arrive("Ben");
  const [maths, choir] = (await roomsFor(ben, school, ["Maths", "Choir"])) as [Room, Room];
  await goTo(ben, choir);
  await goTo(ben, maths);
  await ben.chooseForRoom("Leave room");
  await expect(ben.dialog).toBeVisible();
  await ben.page.goBack();
  await ben.sees("In Choir");
  await expect(ben.dialog).toHaveCount(0);
  await goTo(ben, maths);
  await ben.sees("In Maths");
  await expect(ben.dialog).toHaveCount(0);
});

test("At the desk a conversation stays drawn while others are opened for the first time", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  const asha = await school.enrol("Asha", className);
  await school.enrol("Ben", className);
  const roomId = await school.rao.openConversation(asha.accountId);
  await asha.say(roomId, "May I ask something?");
  const desk = new Desk(
    await arrive(school.rao, { path: `/messages?class=${encodeURIComponent(className)}` }),
  );
  await desk.open("Asha");
  await desk.person.sees("May I ask something?");
  const row = await desk.person.message("May I ask something?").elementHandle();
  await desk.open("Ben");
  await expect(desk.person.log).toHaveCount(1);
  await expect(desk.person.message("May I ask something?")).toHaveCount(0);
  await desk.open("Asha");
  await desk.person.sees("May I ask something?");
  expect(await row?.evaluate((element) => element.isConnected)).toBe(true);
});
