import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import type { School } from "../support/school.ts";

/** The same as in scripts/checks/web-budget.mjs, which reckons from the build what is seen here from outside. */
const BUDGET_BYTES = 100_000;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

const WIDE = { viewport: { width: 1440, height: 900 } };

/** Where the desk has it; Asha has said good morning. */
async function conversationWithAsha(school: School): Promise<string> {
  const asha = await school.enrol("Asha");
  const roomId = await asha.openConversation(asha.accountId);
  await asha.say(roomId, "Good morning");
  return `/messages/${asha.accountId}`;
}

/** From the next load on: the addresses of the scripts that are there at the moment when all of these stand on the page. */
async function scriptsUntil(page: Page, ...selectors: string[]): Promise<() => Promise<string[]>> {
  await page.addInitScript((wanted) => {
    const look = new MutationObserver(() => {
      if (wanted.some((selector) => document.querySelector(selector) === null)) return;
      look.disconnect();
      const names = performance.getEntriesByType("resource").map(({ name }) => name);
      document.documentElement.dataset.scripts = [...new Set(names)]
        .filter((name) => name.endsWith(".js"))
        .join(" ");
    });
    look.observe(document, { childList: true, subtree: true });
  }, selectors);
  return async () => {
    await expect(page.locator("html")).toHaveAttribute("data-scripts");
    return (await page.locator("html").getAttribute("data-scripts"))?.split(" ") ?? [];
  };
}

async function bytesOf(scripts: string[]): Promise<number> {
  const files = await Promise.all(scripts.map(async (url) => (await fetch(url)).arrayBuffer()));
  return files.reduce((sum, file) => sum + gzipSync(new Uint8Array(file), { level: 9 }).length, 0);
}

async function expectWithinBudget(scripts: string[]) {
  expect(scripts.length).toBeGreaterThan(0);
  expect(await bytesOf(scripts)).toBeLessThanOrEqual(BUDGET_BYTES);
}

test("A stranger can sign in once a browser has loaded 100 KB of JavaScript, or less", async ({
  school,
  newContext,
}) => {
  const page = await (await newContext(PHONE)).newPage();
  const scripts = await scriptsUntil(page, "input[type=password]");
  await page.goto(school.server.url);
  await expectWithinBudget(await scripts());
});

test("A student reads and writes on a phone once a browser has loaded 100 KB of JavaScript, or less", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  await school.rao.join(room.roomId);
  await school.rao.say(room.roomId, "Good morning");
  const { page } = await arrive("Asha", { room, ...PHONE });
  const scripts = await scriptsUntil(page, "[role=log] article", "textarea");
  await page.reload();
  await expectWithinBudget(await scripts());
});

test("Staff have their list and a conversation once a browser has loaded 100 KB of JavaScript, or less", async ({
  school,
  arrive,
}) => {
  const path = await conversationWithAsha(school);
  const { page } = await arrive(school.rao, { path, ...WIDE });
  const scripts = await scriptsUntil(page, "[role=log] article", "textarea", "nav li");
  await page.reload();
  await expectWithinBudget(await scripts());
});

test("What is long in coming keeps nothing else from being shown", async ({ school, arrive }) => {
  const room = await school.createRoom();
  await school.rao.join(room.roomId);
  await school.rao.say(room.roomId, "Good morning");
  const asha = await arrive("Asha", { room });
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await asha.page.route("**/events?*", async (route) => {
    await held;
    await route.continue();
  });
  await asha.page.reload();
  await expect(asha.row(room.title)).toBeVisible();
  await expect(asha.composer).toBeVisible();
  await expect(asha.page.getByText("Good morning", { exact: true })).toHaveCount(0);
  letThrough();
  await asha.sees("Good morning");
});

test("A page that is loaded asks once for who it is, the list, the conversation and the student's details", async ({
  school,
  arrive,
}) => {
  const path = await conversationWithAsha(school);
  const rao = await arrive(school.rao, { path, ...WIDE });
  await rao.sees("Good morning");
  const asked: string[] = [];
  rao.page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/api/"))
      asked.push(`${pathname}${search} ${request.postDataJSON()?.command?.type ?? ""}`);
  });
  const sockets: string[] = [];
  rao.page.on("websocket", (socket) => sockets.push(socket.url()));
  await rao.page.reload();
  await rao.sees("Good morning");
  // What is asked again after a moment has been by then.
  await rao.page.waitForTimeout(2_000);
  // How many there are of each kind is counted anew when rows change, and those of the first page are news.
  const once = asked.filter((one) => !one.startsWith("/api/desk/counts")).sort();
  expect(once).toEqual([...new Set(once)]);
  expect(asked.some((one) => one.startsWith(`/api/desk/students/${path.split("/").at(-1)}`))).toBe(true);
  expect(sockets).toHaveLength(1);
});

test("A part whose file is gone, as after an update, is said to be missing; the page stays, and has it after a reload", async ({
  arrive,
}) => {
  const { page } = await arrive("Asha", { path: "/rooms" });
  await page.route(/\/settings-page/, (route) => route.fulfill({ status: 404, body: "Not found" }));
  await page.reload();
  await page.getByRole("button", { name: /: account$/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { name: "This part could not be loaded" })).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
});
