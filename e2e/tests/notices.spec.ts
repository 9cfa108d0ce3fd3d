import { expect, test } from "../support/fixtures.ts";
import {
  ALLOWED,
  allowNotifications,
  hide,
  iconOf,
  listenForTones,
  shownBySystem,
  toast,
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
  await expect.poll(() => shownBySystem(asha.page)).toContain("Hill School: Ms Rao: One");
  await school.rao.say(roomId, "Two");
  await school.rao.say(room.roomId, "We sing at four");
  await expect
    .poll(() => shownBySystem(asha.page))
    .toEqual([`${room.title}: Ms Rao: We sing at four`, "Hill School (2): Ms Rao: Two"]);

  const elsewhere = await arrive(asha.account, { path: `/rooms/${roomId}` });
  await elsewhere.sees("Two");
  await expect.poll(() => shownBySystem(asha.page)).toEqual([`${room.title}: Ms Rao: We sing at four`]);
  await expect(toast(asha, "Ms Rao · Hill School")).toHaveCount(0);
  await expect(asha.page).toHaveTitle(`(1) ${room.title} · Hill School`);
});
