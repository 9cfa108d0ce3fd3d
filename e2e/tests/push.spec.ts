import { expect, test } from "../support/fixtures.ts";
import {
  ALLOWED,
  allowNotifications,
  hide,
  shownBySystem,
  shownBySystemAfter,
  toast,
  waiting,
} from "../support/notices.ts";
import { PushService } from "../support/push-service.ts";
import { clickNotification, PushedBrowser } from "../support/pushed-browser.ts";
import { School } from "../support/school.ts";

// The server gives a page five seconds to tell by itself.
const PUSHED_WITHIN = { timeout: 20_000 };

// Four pushes, each five seconds after what it tells of, and the server notices twice that nobody is there.
test.describe.configure({ timeout: 150_000 });

test("With no tab open Asha is pushed to: signed, encrypted, without the text; a click opens at the first unread; reading elsewhere takes it away (D5.1 D5.2)", async ({
  arrive,
}) => {
  const service = await PushService.open();
  const school = await School.open({ PUSH_SERVICES: service.origin });
  const asha = await arrive("Asha", { school, ...ALLOWED });
  const { page } = asha;
  const browser = await PushedBrowser.of(page, service);
  await page.goto(`${asha.url}/settings/notifications`);
  const subscribed = page.waitForResponse(
    (response) => response.url().endsWith("/api/push/subscription") && response.ok(),
  );
  await page.getByRole("switch", { name: "Notify me on this device" }).click();
  await subscribed;
  await expect(page.getByRole("button", { name: "Show a test notification" })).toBeVisible();
  await expect(page.getByText("cannot be reached while Encrptalk is closed")).toHaveCount(0);
  await page.close();
  // What reaches a page that is just being closed has been told by it, to the server's knowledge.
  const isOnline = async () => {
    const { entry } = await school.rao.get<{ entry: { online: boolean } }>(
      `/api/desk/students/${asha.account.accountId}`,
    );
    return entry.online;
  };
  await expect.poll(isOnline, PUSHED_WITHIN).toBe(false);

  const roomId = await school.rao.openConversation(asha.account.accountId);
  await expect.poll(() => service.taken.length, PUSHED_WITHIN).toBe(1);
  await browser.deliver(school.server.url, service.taken[0] ?? "");
  expect(await browser.shown()).toEqual(["Hill School: The school started a conversation with you."]);

  await school.rao.say(roomId, "A word in confidence");
  await expect.poll(() => service.taken.length, PUSHED_WITHIN).toBe(2);
  expect(service.taken.join()).not.toContain("confidence");
  await browser.deliver(school.server.url, service.taken[1] ?? "");
  expect(await browser.shown()).toEqual(["Hill School: New message from Ms Rao"]);

  expect(await clickNotification(browser.context, "Hill School")).toBe(`/rooms/${roomId}`);
  const opened = await browser.context.newPage();
  await opened.goto(`${asha.url}/rooms/${roomId}`);
  await expect(opened.getByRole("log").getByText("New messages", { exact: true })).toBeVisible();
  await opened.close();
  await expect.poll(isOnline, PUSHED_WITHIN).toBe(false);

  await school.rao.say(roomId, "And another");
  await expect.poll(() => service.taken.length, PUSHED_WITHIN).toBe(3);
  await browser.deliver(school.server.url, service.taken[2] ?? "");
  expect(await browser.shown()).toHaveLength(1);
  const phone = await arrive(asha.account, { school, path: `/rooms/${roomId}` });
  await phone.sees("And another");
  await expect.poll(() => service.taken.length, PUSHED_WITHIN).toBe(4);
  await browser.deliver(school.server.url, service.taken[3] ?? "");
  expect(await browser.shown()).toEqual([]);
  expect(service.faults).toEqual([]);
  await expect(waiting(phone)).toHaveCount(0);
  await school.close();
  await service.close();
});

test("The service worker shows what a push says, one notification for each room; an open page tells by itself", async ({
  school,
  arrive,
}) => {
  const service = await PushService.open();
  const asha = await arrive("Asha", { path: "/rooms", ...ALLOWED });
  const { page } = asha;
  const browser = await PushedBrowser.of(page, service);
  await page.goto(`${asha.url}/settings/notifications`);
  await page.getByRole("switch", { name: "Notify me on this device" }).click();
  await expect(page.getByText("does not send to the push service of this browser").first()).toBeVisible();
  const roomId = await asha.account.openConversation(asha.account.accountId);
  const path = `/rooms/${roomId}`;
  const news = { type: "message", roomId, place: "Hill School", sender: "Ms Rao", unread: 3, path };
  const deliver = (payload: object | string) =>
    browser.deliver(asha.url, typeof payload === "string" ? payload : JSON.stringify(payload));

  await deliver({ ...news, text: "Told by the page" });
  await page.goto("about:blank");
  await deliver({ ...news, text: "<b>Bring</b> the form" });
  expect(await browser.shown()).toEqual(["Hill School (3): Ms Rao: <b>Bring</b> the form"]);
  await deliver({ ...news, unread: 4, text: null });
  expect(await browser.shown()).toEqual(["Hill School (4): 4 new messages, the last one from Ms Rao"]);
  await deliver({ type: "of a later version" });
  expect(await browser.shown()).toHaveLength(2);
  await deliver({ type: "read", roomId });
  expect(await browser.shown()).toEqual(["Encrptalk: There is something new. Open Encrptalk to see it."]);
  await deliver("not even JSON");
  expect(await browser.shown()).toHaveLength(1);

  await deliver({ ...news, unread: 1, text: null, path: "https://evil.example/rooms" });
  expect(await browser.shown()).toContain("Hill School: New message from Ms Rao");
  expect(await clickNotification(browser.context, "Hill School")).toBe("/");
  await school.rao.say(roomId, "Here it is");
  await service.close();
});

test("A click on a notification brings the tab that is open to the room, at its first unread message", async ({
  school,
  arrive,
}) => {
  const asha = await arrive("Asha", { path: "/rooms", ...ALLOWED });
  await allowNotifications(asha);
  await asha.markPage();
  const roomId = await school.rao.openConversation(asha.account.accountId);
  await expect(toast(asha, "Hill School started a conversation with you")).toBeVisible();
  const show = await hide(asha.page);
  await school.rao.say(roomId, "Please bring the form");
  expect(await shownBySystemAfter(asha.page, 1)).toEqual(["Hill School: Ms Rao: Please bring the form"]);
  expect(await clickNotification(asha.page.context(), "Hill School")).toBeNull();
  await show();
  await asha.sees("Please bring the form");
  await expect(asha.log.getByText("New messages", { exact: true })).toBeVisible();
  await expect(asha.page).toHaveURL(`${asha.url}/rooms/${roomId}`);
  await asha.expectSamePage();
  await expect.poll(() => shownBySystem(asha.page)).toEqual([]);
});
