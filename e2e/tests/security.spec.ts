import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixtures.ts";
import { kept } from "../support/kept.ts";
import { ALLOWED, allowNotifications, hide, shownBySystemAfter, toast } from "../support/notices.ts";
import { PASSWORD } from "../support/school.ts";
import { tryEverything } from "../support/try-everything.ts";
import { expectUntouched, markup } from "../support/untouched.ts";

const WIDE = { viewport: { width: 1440, height: 900 } };

test("The browser is told to run nothing but the product's own code, and does as it is told", async ({
  school,
  browser,
}) => {
  // Not through the fixture that fails on what the policy refuses: here it is to refuse.
  const context = await browser.newContext();
  const page = await context.newPage();
  const reached: string[] = [];
  await context.route(/elsewhere\.example/, (route) => {
    reached.push(route.request().url());
    return route.abort();
  });
  const response = await page.goto(school.server.url);
  const headers = response?.headers() ?? {};
  const policy = headers["content-security-policy"] ?? "";
  for (const rule of ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "form-action 'self'"])
    expect(policy).toContain(rule);
  for (const rule of ["frame-ancestors 'none'", "require-trusted-types-for 'script'"])
    expect(policy).toContain(rule);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(headers).toMatchObject({
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();

  const { hasRun, passed, refused } = await page.evaluate(tryEverything);
  expect(passed).toEqual([]);
  expect(hasRun).toBe(false);
  expect(refused).toEqual([
    "base-uri",
    "connect-src",
    "font-src",
    "form-action",
    "frame-src",
    "img-src",
    "media-src",
    "require-trusted-types-for",
    "script-src-elem",
    "style-src-elem",
    "trusted-types",
  ]);
  expect(reached).toEqual([]);
  await context.close();
});

test("No other site shows the product in a frame of its own", async ({ school, browser }) => {
  const page = await (await browser.newContext()).newPage();
  const site = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<h1>Win a horse</h1><iframe src="${school.server.url}/"></iframe>`);
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  const frame = await (await page.locator("iframe").elementHandle())?.contentFrame();
  await expect.poll(() => frame?.url()).toBe("chrome-error://chromewebdata/");
  await page.context().close();
  site.close();
});

test("What signs a person in is in a cookie that no script sees, and nowhere else; a link's secret goes nowhere", async ({
  school,
  newContext,
}) => {
  const link = await school.invite("Asha");
  const secret = new URL(link).hash.slice(1);
  const context = await newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url(), request.headers().referer ?? ""));
  page.on("websocket", (socket) => asked.push(socket.url()));
  await page.goto(link);
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Rooms" })).toBeVisible();
  for (const path of ["/settings", "/search?q=hello", "/"]) {
    await page.goto(school.server.url + path);
    await expect(page.getByRole("main")).toBeVisible();
  }

  const cookies = await context.cookies();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatchObject({ name: "encrptalk", httpOnly: true, sameSite: "Lax", path: "/" });
  const [token = ""] = decodeURIComponent(cookies[0]?.value ?? "").split(".");
  expect(token.length).toBeGreaterThan(20);
  expect(await page.evaluate(() => document.cookie)).toBe("");
  const everything = [await kept(page), page.url(), await page.evaluate(() => JSON.stringify(history.state))];
  for (const said of [...asked, ...everything]) {
    expect(said).not.toContain(token);
    expect(said.replace(link, "")).not.toContain(secret);
  }
  expect(asked.filter((url) => /[?&](token|code|password|secret)=/i.test(url))).toEqual([]);
});

test("Markup in the name of a school, a person, a class, a room or a program, and in a message, is text wherever staff see it", async ({
  ownSchool: school,
  arrive,
  newContext,
}) => {
  const [name, className, title] = [`Mallory ${markup("student")}`, markup("class"), markup("room")];
  await school.rao.patch("/api/school/settings", { name: markup("school") });
  await school.rao.post("/api/devices", { name: markup("program") });
  const mallory = await school.enrol(name, className);
  await school.invite(markup("invited"), className);
  const roomId = await school.rao.createRoom(title);
  await mallory.join(roomId);
  await mallory.say(roomId, `${markup("message")} javascript:alert(1) https://hill.example/`);
  const conversation = await mallory.openConversation(mallory.accountId);
  await mallory.say(conversation, markup("letter"));
  const rao = await arrive(school.rao, { path: "/messages", school, ...WIDE });
  const { page } = rao;
  const main = page.getByRole("main");
  const go = async (path: string, shows: string) => {
    await page.goto(rao.url + path);
    await expect(page.getByText(shows).filter({ visible: true }).first()).toBeVisible();
    await expectUntouched(page, path);
  };

  const desk = new Desk(rao);
  await expect(desk.row(name)).toContainText(markup("letter"));
  await desk.chooseClass(className);
  await desk.open(name);
  await rao.sees(markup("letter"));
  await expect(page).toHaveTitle(new RegExp(markup("school").replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  await expectUntouched(page, "the desk");
  await go("/overview", "Overview");
  await mallory.say(conversation, markup("toast"));
  await expect(toast(rao, name)).toContainText(markup("toast"));
  await expectUntouched(page, "a toast");
  await go(`/rooms/${roomId}`, markup("message"));
  await rao.composer.pressSequentially("@mal");
  await expect(page.getByRole("option", { name })).toBeVisible();
  await expectUntouched(page, "who can be mentioned");
  await go("/search?q=pwned", markup("message"));
  await go(`/search?q=${encodeURIComponent(`from:"${name}"`)}`, markup("message"));
  await go("/people", name);
  await go("/settings/programs", markup("program"));
  await go("/audit", name);

  await page.goto(`${rao.url}/people/import`);
  await page.getByText("Paste a list instead").click();
  const list = `Name,Email,Roll ID,Class\n${markup("imported")},new@hill.example,NEW-1,${markup("form")}\n${markup("refused")},none,<b>,10 B`;
  await page.getByLabel("The list, its first line naming the columns").fill(list);
  await page.getByRole("button", { name: "Check the list" }).click();
  await expect(main.getByText(markup("imported"))).toBeVisible();
  await expectUntouched(page, "what would be imported");
  await page.goto(`${rao.url}/people/invitations`);
  await page.getByRole("button", { name: "Make invitations" }).click();
  await expect(page.getByText("1 invitation is ready")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: markup("invited") })).toBeVisible();
  await expectUntouched(page, "printed cards");

  // A file is read without any policy that would keep code from running.
  const exported = await page
    .context()
    .request.get(`${rao.url}/api/desk/students/${mallory.accountId}/export`);
  const reader = await (await newContext()).newPage();
  await reader.setContent(await exported.text());
  await expect(reader.getByText(markup("letter"))).toBeVisible();
  await expectUntouched(reader, "an exported conversation");
});

test("And wherever students see it: in rooms, toasts, what the system shows, the tab, and what is found", async ({
  ownSchool: school,
  arrive,
}) => {
  await school.rao.patch("/api/school/settings", { name: markup("school") });
  const title = markup("room");
  const roomId = await school.rao.createRoom(title);
  const silva = await school.hire(markup("staff"));
  await silva.join(roomId);
  const account = await school.enrol("Asha");
  await account.join(roomId);
  const conversation = await silva.openConversation(account.accountId);
  await silva.say(conversation, markup("letter"));
  const asha = await arrive(account, { path: `/rooms/${conversation}`, school, ...ALLOWED, ...WIDE });
  const { page } = asha;
  await asha.sees(markup("letter"));
  await expect(page).toHaveTitle(new RegExp(`^${markup("school")}`));
  await expectUntouched(page, "the conversation");

  await silva.say(roomId, markup("message"));
  await expect(asha.row(title)).toContainText(markup("message"));
  await expect(toast(asha, title)).toContainText(markup("message"));
  await expectUntouched(page, "a toast");
  await asha.row(title).click();
  await asha.sees(markup("message"));
  await expect(page).toHaveTitle(new RegExp(`^${markup("room")}`));
  await page.goto(`${asha.url}/search?q=pwned`);
  await expect(page.getByText(markup("message")).first()).toBeVisible();
  await expectUntouched(page, "what is found");

  await allowNotifications(asha);
  await hide(page);
  await silva.say(roomId, markup("system"));
  const [shown = ""] = await shownBySystemAfter(page, 1);
  expect(shown).toContain(markup("system"));
  expect(shown).toContain(title);
  await expectUntouched(page, "what the system shows");
});
