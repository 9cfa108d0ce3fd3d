import { expect, type Locator, type Page } from "@playwright/test";
import type { Person } from "./person.ts";

/** A browser that has been asked, and shows notifications. */
export const ALLOWED = { permissions: ["notifications"] };

/** The toast with this title. */
export const toast = ({ page }: Person, title: string): Locator =>
  page.getByRole("region", { name: "Notices" }).getByRole("button").filter({ hasText: title });

/** What a person finds on signing in. */
export const waiting = ({ page }: Person): Locator => page.getByRole("region", { name: "Waiting for you" });

/** The address of the tab's icon; the count is drawn into it. */
export const iconOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLLinkElement>("link[rel=icon]")?.href ?? "");

/** Counts the tones that a page plays, beginning now. The result tells how many there were. */
export async function listenForTones(page: Page): Promise<() => Promise<number>> {
  const tones = await page.evaluateHandle(() => {
    const heard = { count: 0 };
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      heard.count += 1;
      start.apply(this, when);
    };
    return heard;
  });
  return () => tones.evaluate(({ count }) => count);
}

/** What the system shows for the site: titles, with bodies, in the order of the alphabet. */
export const shownBySystem = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const shown = (await registration?.getNotifications()) ?? [];
    return shown.map(({ title, body }) => `${title}: ${body}`).sort();
  });

/** The same, once the page has had something shown so many times: Chromium loses what is looked for in between. */
export async function shownBySystemAfter(page: Page, times: number): Promise<string[]> {
  await page.waitForFunction((wanted) => (globalThis as Counting).timesShown === wanted, times);
  return shownBySystem(page);
}

type Counting = typeof globalThis & { timesShown?: number };

/** Turns notifications on in the settings of this device, and comes back. It cannot be pushed to: see `push.ts`. */
export async function allowNotifications(person: Person): Promise<void> {
  const { page } = person;
  const before = page.url();
  await withoutPushService(page);
  await page.addInitScript(() => {
    const { showNotification } = ServiceWorkerRegistration.prototype;
    const counting: Counting = globalThis;
    ServiceWorkerRegistration.prototype.showNotification = async function (...what) {
      await showNotification.apply(this, what);
      counting.timesShown = (counting.timesShown ?? 0) + 1;
    };
  });
  await page.goto(`${new URL(before).origin}/settings/notifications`);
  await page.getByRole("switch", { name: "Notify me on this device" }).click();
  await page.getByRole("button", { name: "Show a test notification" }).waitFor();
  await page.goto(before);
  await expect(person.connection("Connected")).toBeVisible();
}

/** As if another tab were in front; the result brings this one back. */
export async function hide(page: Page): Promise<() => Promise<void>> {
  const show = (state: "hidden" | "visible") =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
      Object.defineProperty(document, "hidden", { configurable: true, get: () => visibility === "hidden" });
      document.hasFocus = () => visibility === "visible";
      document.dispatchEvent(new Event("visibilitychange"));
      dispatchEvent(new Event(visibility === "visible" ? "focus" : "blur"));
    }, state);
  await show("hidden");
  return () => show("visible");
}

/** Chromium complains of pushes on the console of a window that keeps nothing, as those of tests are. */
export const withoutPushService = (page: Page) =>
  page.addInitScript(() => {
    PushManager.prototype.subscribe = () => Promise.reject(new DOMException("No push service", "AbortError"));
  });
