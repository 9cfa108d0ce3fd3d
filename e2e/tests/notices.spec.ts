import { expectAccessible } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";
import {
  ALLOWED,
  allowNotifications,
  hide,
  iconOf,
  listenForTones,
  shownBySystem,
  shownBySystemAfter,
  toast,
  waiting,
  withoutPushService,
} from "../support/notices.ts";

const SIZES = [
  { name: "360 px", viewport: { width: 360, height: 740 } },
  { name: "1280 px", viewport: { width: 1280, height: 800 } },
];

for (const { name, viewport } of SIZES) {
  test(`${name}: Ms Rao starts a conversation, and Asha is told at once (D5.1)`, async ({
    school,
    arrive,
  }) => {
    const asha = await arrive("Asha", { viewport });
    await school.rao.openConversation(asha.account.accountId);
    await toast(asha, "Hill School started a conversation with you").click();
    await expect(asha.page.getByRole("heading", { name: "Hill School", exact: true }).last()).toBeVisible();
    await expect(asha.log.getByText("The school started this conversation")).toBeVisible();
    await expect(asha.composer).toHaveAccessibleName("Message to Hill School");
  });

  test(`${name}: Ms Rao writes while Asha is elsewhere: toast, sound, tab and icon tell; a click opens at the first unread (D5.2)`, async ({
    school,
    arrive,
  }) => {
    const room = await school.createRoom("Choir");
    const asha = await arrive("Asha", { room, viewport });
    const tones = await listenForTones(asha.page);
    const roomId = await school.rao.openConversation(asha.account.accountId);
    const icon = await iconOf(asha.page);
    await school.rao.say(roomId, "Please bring the form");

    await expect(toast(asha, "Ms Rao · Hill School")).toContainText("Please bring the form");
    // What is pointed at stays.
    await toast(asha, "Ms Rao · Hill School").hover();
    await expect(asha.page).toHaveTitle(`(1) ${room.title} · Hill School`);
    await expect.poll(() => iconOf(asha.page)).not.toBe(icon);
    await expect.poll(tones).toBeGreaterThan(0);

    await toast(asha, "Ms Rao · Hill School").click();
    await asha.sees("Please bring the form");
    await expect(asha.log.getByText("New messages", { exact: true })).toBeVisible();
    await expect(asha.page).toHaveTitle("Hill School");
    await expect.poll(() => iconOf(asha.page)).toBe(icon);
  });
}

test("While the tab is hidden the system tells, once for each room; what is read on another device goes", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom("Choir");
  const asha = await arrive("Asha", { room, ...ALLOWED });
  await allowNotifications(asha);
  const roomId = await school.rao.openConversation(asha.account.accountId);
  await expect(toast(asha, "Hill School started a conversation with you")).toBeVisible();
  await hide(asha.page);
  await school.rao.say(roomId, "One");
  expect(await shownBySystemAfter(asha.page, 1)).toEqual(["Hill School: Ms Rao: One"]);
  await school.rao.say(roomId, "Two");
  await school.rao.say(room.roomId, "We sing at four");
  expect(await shownBySystemAfter(asha.page, 3)).toEqual([
    `${room.title}: Ms Rao: We sing at four`,
    "Hill School (2): Ms Rao: Two",
  ]);

  const elsewhere = await arrive(asha.account, { path: `/rooms/${roomId}` });
  await elsewhere.sees("Two");
  await expect.poll(() => shownBySystem(asha.page)).toEqual([`${room.title}: Ms Rao: We sing at four`]);
  await expect(toast(asha, "Ms Rao · Hill School")).toHaveCount(0);
  await expect(asha.page).toHaveTitle(`(1) ${room.title} · Hill School`);
});

test("Muted in the settings it makes no sound; in quiet hours, one's own or the school's, neither sound nor notification", async ({
  arrive,
  ownSchool: school,
}) => {
  const account = await school.enrol("Asha");
  const roomId = await school.rao.openConversation(account.accountId);
  const asha = await arrive(account, { path: "/rooms", school, ...ALLOWED });
  await waiting(asha).getByRole("button", { name: "Close" }).click();
  await allowNotifications(asha);
  const { page } = asha;
  const set = (name: string) => page.getByRole("switch", { name });
  await page.goto(`${asha.url}/settings/notifications`);
  await page.getByRole("button", { name: "Show a test notification" }).click();
  expect(await shownBySystemAfter(page, 1)).toEqual(["Encrptalk: This is how a notification looks."]);
  await set("Play a sound").click();
  const tones = await listenForTones(page);
  await school.rao.say(roomId, "Quietly");
  await expect(toast(asha, "Ms Rao · Hill School")).toContainText("Quietly");
  expect(await tones()).toBe(0);

  await set("Play a sound").click();
  await expect.poll(tones).toBeGreaterThan(0);
  const before = await tones();
  await set("Keep quiet at certain times").click();
  await page.getByLabel("From", { exact: true }).fill("00:00");
  await page.getByLabel("To", { exact: true }).fill("23:59");
  await expect(page.getByText("In the time of the school")).toBeVisible();
  const show = await hide(page);
  await school.rao.say(roomId, "At night");
  await expect(toast(asha, "Ms Rao · Hill School")).toContainText("At night");
  await expect(page).toHaveTitle("(2) Hill School");
  expect(await tones()).toBe(before);
  await show();
  await set("Keep quiet at certain times").click();
  await school.rao.patch("/api/school/settings", { quietHours: { from: "00:00", to: "23:59" } });
  await page.reload();
  await expect(page.getByText("the school is quiet from 00:00 to 23:59")).toBeVisible();
  await expect(asha.connection("Connected")).toBeVisible();
  const late = await listenForTones(page);
  await hide(page);
  await school.rao.say(roomId, "Very late");
  await expect(toast(asha, "Ms Rao · Hill School")).toContainText("Very late");
  expect(await late()).toBe(0);
  expect(await shownBySystem(page)).toEqual(["Encrptalk: This is how a notification looks."]);
});

test("For each room: all, mentions only, nothing; on all devices", async ({ school, arrive }) => {
  const room = await school.createRoom("Choir");
  const account = await school.enrol("Asha");
  const asha = await arrive(account, { room });
  const other = await arrive(account, { path: "/rooms" });
  const { page } = asha;
  const choose = async (choice: string) => {
    await asha.chooseForRoom("Notifications");
    await asha.dialog.getByRole("radio", { name: choice }).check();
    await expectAccessible(page, "the choice for a room");
    await asha.dialog.getByRole("button", { name: "Save" }).click();
    await expect(asha.dialog).toHaveCount(0);
  };
  await choose("Nothing");
  await expect(other.row(room.title)).toContainText("Notifications are off");
  await school.rao.say(room.roomId, "To nobody in particular");
  await expect(other.row(room.title)).toContainText("To nobody in particular");
  await expect(other.page).toHaveTitle("Hill School");
  await expect(toast(other, `Ms Rao in ${room.title}`)).toHaveCount(0);

  await choose("Only when I am mentioned");
  await expect(other.row(room.title)).not.toContainText("Notifications are off");
  await school.rao.say(room.roomId, "To nobody again");
  await expect(other.row(room.title)).toContainText("To nobody again");
  await expect(other.page).toHaveTitle("Hill School");
  // What is read at once on one device is not told on another.
  await page.goto(`${asha.url}/settings`);
  const rao = await arrive(school.rao, { path: `/rooms/${room.roomId}` });
  await rao.composer.pressSequentially("Well, @ash");
  await expect(rao.page.getByRole("option", { name: "Asha", selected: true })).toBeVisible();
  await rao.composer.press("Enter");
  await rao.composer.pressSequentially("?");
  await rao.composer.press("Enter");
  await expect(toast(other, `Ms Rao mentioned you in ${room.title}`)).toContainText("Well, @Asha ?");
});

test("Of two tabs one makes a sound, and it is told in one of them", async ({ school, arrive }) => {
  const room = await school.createRoom("Choir");
  const asha = await arrive("Asha", { path: "/rooms" });
  await asha.account.join(room.roomId);
  await expect(asha.row(room.title)).toBeVisible();
  const tab = await asha.openTab("/rooms");
  await expect(tab.connection("Connected")).toBeVisible();
  await tab.page.getByRole("heading", { name: "Hill School" }).click();
  const tones = [await listenForTones(asha.page), await listenForTones(tab.page)];
  await hide(asha.page);
  await school.rao.say(room.roomId, "Once");
  await expect(toast(tab, `Ms Rao in ${room.title}`)).toBeVisible();
  await expect(asha.row(room.title)).toContainText("Once");
  await expect(toast(asha, `Ms Rao in ${room.title}`)).toHaveCount(0);
  // Two notes are one sound.
  const played = await Promise.all(tones.map((count) => count()));
  expect(played.reduce((sum, count) => sum + count, 0)).toBe(2);
});

test("Staff are told of students' messages, as they choose; the tab counts the places with something unread", async ({
  ownSchool: school,
  arrive,
}) => {
  const account = await school.enrol("Asha");
  const roomId = await account.openConversation(account.accountId);
  const rao = await arrive(school.rao, { path: "/rooms", school });
  await account.say(roomId, "I have lost my key");
  await account.say(roomId, "And my coat");
  await expect(toast(rao, "Asha")).toContainText("And my coat");
  await expect(rao.page).toHaveTitle("(1) Hill School");
  await toast(rao, "Asha").click();
  await rao.sees("I have lost my key", "And my coat");
  await expect(rao.page).toHaveTitle("Asha · Hill School");

  await rao.page.goto(`${rao.url}/settings/notifications`);
  await rao.page.getByRole("switch", { name: "Tell me when students write" }).click();
  await account.say(roomId, "And my bag");
  const room = await school.createRoom("Choir");
  await account.join(room.roomId);
  await account.say(room.roomId, "Good morning");
  await expect(toast(rao, `Asha in ${room.title}`)).toBeVisible();
  await expect(toast(rao, "Asha").filter({ hasText: "And my bag" })).toHaveCount(0);
  await expectAccessible(rao.page, "settings: notifications");
});

test("Notifications are asked for in the conversation, not on load; “Not now” is remembered on this device", async ({
  school,
  arrive,
}) => {
  const account = await school.enrol("Asha");
  const asha = await arrive(account, { path: "/rooms" });
  await asha.page.getByRole("button", { name: "Write to the school" }).click();
  const question = asha.page.getByRole("region", { name: "Be told when the school answers?" });
  await expect(asha.composer).toBeVisible();
  await expect(question).toHaveCount(0);
  await asha.say("Is there school tomorrow?");
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Not now" }).click();
  await expect(question).toHaveCount(0);
  await asha.page.reload();
  await asha.sees("Is there school tomorrow?");
  await expect(question).toHaveCount(0);
});

test("Notifications are allowed with one click, and the settings say what the browser forbids", async ({
  school,
  arrive,
}) => {
  const account = await school.enrol("Asha");
  const roomId = await account.openConversation(account.accountId);
  await account.say(roomId, "Is there school tomorrow?");
  const asha = await arrive(account, { path: "/rooms", ...ALLOWED });
  await withoutPushService(asha.page);
  await asha.page.goto(`${asha.url}/rooms/${roomId}`);
  const question = asha.page.getByRole("region", { name: "Be told when the school answers?" });
  await question.getByRole("button", { name: "Allow" }).click();
  await expect(question).toHaveCount(0);
  await asha.page.goto(`${asha.url}/settings/notifications`);
  await expect(asha.page.getByRole("switch", { name: "Notify me on this device" })).toBeChecked();
  await expect(asha.page.getByText("cannot be reached while Encrptalk is closed")).toBeVisible();

  const ben = await arrive("Ben", { path: "/rooms" });
  await ben.page.addInitScript(() =>
    Object.defineProperty(Notification, "permission", { get: () => "denied" }),
  );
  await ben.page.goto(`${ben.url}/settings/notifications`);
  await expect(ben.page.getByText("Your browser blocks notifications of this site.")).toBeVisible();
  await expectAccessible(ben.page, "settings: notifications, forbidden");
});
