import { expectAccessible } from "../support/accessibility.ts";
import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixtures.ts";
import { kept } from "../support/kept.ts";
import { waiting } from "../support/notices.ts";

for (const width of [1280, 360]) {
  const look = { viewport: { width, height: 760 } };

  test(`${width} px: “Write to the school” starts the conversation; it stands first, apart, under the school's name, and both see what becomes of a message`, async ({
    school,
    arrive,
  }) => {
    const className = school.newClass();
    const account = await school.enrol("Asha Verma", className);
    const asha = await arrive(account, { path: "/rooms", ...look });
    const rao = await arrive(school.rao, {
      path: `/messages?class=${encodeURIComponent(className)}`,
      ...look,
    });
    const desk = new Desk(rao);
    await expect(desk.row("Asha Verma")).toContainText("New");
    await expectAccessible(asha.page, "the list of a student who has not written yet");

    await asha.page.getByRole("button", { name: "Write to the school" }).click();
    await expect(asha.composer).toHaveAccessibleName("Message to Hill School");
    await asha.say("I have lost my key");
    await expect(asha.message("I have lost my key").getByText(/^(Sent|Delivered)$/)).toBeAttached();
    await expect(asha.page.getByRole("button", { name: /members/ })).toHaveCount(0);
    await asha.page.getByRole("button", { name: "Room menu" }).click();
    await expect(asha.page.getByRole("menuitem")).toHaveText(["Notifications"]);
    await asha.page.keyboard.press("Escape");

    await expect(desk.row("Asha Verma")).toContainText("I have lost my key");
    await desk.open("Asha Verma");
    await rao.sees("I have lost my key");
    await expect(asha.message("I have lost my key").getByText("Read", { exact: true })).toBeAttached();
    await rao.say("It was found in the hall");
    await asha.sees("It was found in the hall");
    await expect(asha.message("It was found in the hall")).toHaveAccessibleName(/^Ms Rao, \d/);
    await asha.composer.focus();
    await expectAccessible(asha.page, "a student's conversation, with the question about notifications");

    await asha.page.goto(`${asha.url}/rooms`);
    const entry = asha.page.getByRole("link").filter({ hasText: "It was found in the hall" });
    await expect(entry).toContainText("Hill School");
    const first = await entry.boundingBox();
    const rooms = await asha.rooms.boundingBox();
    expect(first?.y).toBeLessThan(rooms?.y ?? 0);
  });

  test(`${width} px: signing in shows what waits, with ways straight there; dismissed, it stays away (D5.4)`, async ({
    school,
    arrive,
  }) => {
    const account = await school.enrol("Asha");
    const room = await school.createRoom("Choir");
    await account.join(room.roomId);
    const roomId = await school.rao.openConversation(account.accountId);
    await school.rao.say(roomId, "Please bring the form");
    await school.rao.say(roomId, "By Friday");
    await school.rao.say(room.roomId, "We sing at four");
    const asha = await arrive(account, { path: "/rooms", ...look });
    await expect(waiting(asha)).toContainText("2 new messages from the school");
    await expect(waiting(asha)).toContainText("Ms Rao: By Friday");
    await expect(waiting(asha)).toContainText(`1 new message in ${room.title}`);
    await expectAccessible(asha.page, "what waits at sign-in");

    await waiting(asha)
      .getByRole("button", { name: /from the school/ })
      .click();
    await asha.sees("Please bring the form", "By Friday");
    await expect(asha.log.getByText("New messages", { exact: true })).toBeVisible();
    await expect(waiting(asha)).toHaveCount(0);
    await asha.page.reload();
    await expect(asha.connection("Connected")).toBeVisible();
    await expect(waiting(asha)).toHaveCount(0);
  });
}

test("A conversation that the school opened waits too, until it is seen; nothing shows where nothing waits (D5.4 D5.1)", async ({
  school,
  arrive,
}) => {
  const account = await school.enrol("Asha");
  await school.rao.openConversation(account.accountId);
  const asha = await arrive(account, { path: "/rooms" });
  await expect(waiting(asha)).toContainText("The school opened a conversation with you");
  await waiting(asha).getByRole("button", { name: "Close" }).click();
  await expect(waiting(asha)).toHaveCount(0);
  const tab = await asha.openTab("/rooms");
  await expect(tab.connection("Connected")).toBeVisible();
  await expect(tab.page.getByRole("link").filter({ hasText: "Hill School" })).toBeVisible();
  await expect(waiting(tab)).toHaveCount(0);

  const ben = await school.enrol("Ben");
  await ben.openConversation(ben.accountId);
  const atHome = await arrive(ben, { path: "/rooms" });
  await expect(atHome.page.getByRole("link").filter({ hasText: "Hill School" })).toBeVisible();
  await expect(waiting(atHome)).toHaveCount(0);
});

test("Asha opens another room than those that wait: the panel does not stand over it", async ({
  school,
  arrive,
}) => {
  const account = await school.enrol("Asha");
  const room = await school.createRoom("Choir");
  await account.join(room.roomId);
  const roomId = await school.rao.openConversation(account.accountId);
  await school.rao.say(roomId, "Please bring the form");
  const asha = await arrive(account, { path: "/rooms", viewport: { width: 360, height: 800 } });
  await expect(waiting(asha)).toContainText("1 new message from the school");
  await asha.row(room.title).click();
  await expect(asha.composer).toBeVisible();
  await expect(waiting(asha)).toHaveCount(0);
});

test("What waits was read on another device: the panel goes by itself", async ({ school, arrive }) => {
  const account = await school.enrol("Asha");
  const roomId = await school.rao.openConversation(account.accountId);
  await school.rao.say(roomId, "Please bring the form");
  const asha = await arrive(account, { path: "/rooms" });
  await expect(waiting(asha)).toContainText("1 new message from the school");
  await account.markRead(roomId, 1);
  await expect(waiting(asha)).toHaveCount(0);
});

test("Asha is offline: what the school writes waits, comes when she is back, and Ms Rao then sees it delivered (D5.3)", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const account = await school.enrol("Asha");
  const roomId = await school.rao.openConversation(account.accountId);
  const asha = await arrive(account, { path: "/settings", wire });
  const rao = await arrive(school.rao, { path: `/messages/${account.accountId}` });
  wire.cut();
  await rao.say("School is closed tomorrow");
  await expect(rao.message("School is closed tomorrow").getByText("Sent", { exact: true })).toBeAttached();
  await expect(asha.tryNow).toBeVisible({ timeout: 25_000 });
  expect((await school.rao.history(roomId)).map(({ text }) => text)).toEqual(["School is closed tomorrow"]);

  wire.mend();
  await asha.tryNow.click();
  await expect(
    rao.message("School is closed tomorrow").getByText("Delivered", { exact: true }),
  ).toBeAttached();
  await asha.page.goto(`${asha.url}/rooms/${roomId}`);
  await asha.sees("School is closed tomorrow");
  await expect(rao.message("School is closed tomorrow").getByText("Read", { exact: true })).toBeAttached();
});

test("The school has closed the conversation: Asha is told quietly, and her next message opens it again (D6.3)", async ({
  school,
  arrive,
}) => {
  const account = await school.enrol("Asha");
  const roomId = await account.openConversation(account.accountId);
  await account.say(roomId, "I have lost my key");
  const asha = await arrive(account, { path: `/rooms/${roomId}` });
  await school.rao.closeConversation(roomId);
  const line = asha.page.getByText("The school has closed this conversation. Write to open it again.");
  await expect(line).toBeVisible();
  await expectAccessible(asha.page, "a closed conversation");
  await asha.say("And now my coat");
  await expect(line).toHaveCount(0);
  await asha.sees("I have lost my key", "And now my coat");
});

test("Signing out leaves nothing of what was told in the browser", async ({ school, arrive }) => {
  const account = await school.enrol("Asha");
  await school.rao.openConversation(account.accountId);
  const asha = await arrive(account, { path: "/rooms" });
  await waiting(asha).getByRole("button", { name: "Close" }).click();
  await asha.page.getByRole("button", { name: "Asha: account" }).click();
  await asha.page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(asha.page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect.poll(() => kept(asha.page)).toBe("");
});
