import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findBun } from "./setup/bun.mjs";
import { ensureChromium } from "./setup/chromium.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { inRoot } from "./setup/root.mjs";
import { runMain } from "./setup/stop.mjs";
import { ensureWebBuild } from "./setup/web-build.mjs";

const FOLDER = inRoot("docs/screenshots");
const PASSWORD = "open sesame";
const RAO = "rao@hillcrest.example.org";
const ASHA = "asha.menon@hillcrest.example.org";
const BEN = "ben.carter@hillcrest.example.org";
const THANDIWE = "thandiwe.nkosi@hillcrest.example.org";
const SCHOOL = "Hillcrest School";
const PHONE = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const WIDE = { viewport: { width: 1440, height: 900 } };

/** A zone in which it is early afternoon now: a school by day. */
const TIME_ZONE = (() => {
  const ahead = 14 - new Date().getUTCHours();
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
})();

// npm run screenshots: the pictures of the README, of the demo as it is now.
await runMain(async () => {
  await ensureDependencies();
  const bun = findBun();
  await ensureWebBuild(bun);
  const executablePath = await ensureChromium();
  mkdirSync(FOLDER, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), "encrptalk-"));
  const server = await startDemo(bun, join(data, "demo"));
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
    ],
  });
  try {
    await take(browser, server.url);
  } finally {
    await browser.close();
    server.process.kill("SIGTERM");
    rmSync(data, { recursive: true, force: true });
  }
  return 0;
});

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 */
async function take(browser, url) {
  const ben = await signIn(browser, url, BEN, { ...WIDE, colorScheme: "light" });
  await open(ben, "Science Fair");
  const thandiwe = await signIn(browser, url, THANDIWE, { ...WIDE, colorScheme: "light" });
  await open(thandiwe, SCHOOL);
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const asha = await signIn(browser, url, ASHA, { ...PHONE, colorScheme });
    await shoot(asha, `student-phone-${colorScheme}`);
    await open(asha, "Science Fair");
    await write(ben).pressSequentially("On my way", { delay: 40 });
    await asha.getByText("Ben Carter is typing").waitFor();
    await shoot(asha, `room-phone-${colorScheme}`);

    const rao = await signIn(browser, url, RAO, { ...WIDE, colorScheme });
    await rao.getByRole("link", { name: /Thandiwe Nkosi/ }).click();
    await rao.getByRole("log").waitFor();
    await write(thandiwe).pressSequentially("The train is at 7:12", { delay: 40 });
    await rao.getByText("Thandiwe Nkosi is typing").waitFor();
    await shoot(rao, `desk-wide-${colorScheme}`);
    await rao.goto("/overview");
    await rao.getByRole("heading", { name: "Messages by day" }).waitFor();
    await shoot(rao, `overview-wide-${colorScheme}`);
    await rao.goto("/search?q=bus");
    await rao.locator("mark").first().waitFor();
    await shoot(rao, `search-wide-${colorScheme}`);
    await rao.goto("/rooms");
    await open(rao, "Everyone");
    await shoot(rao, `room-wide-${colorScheme}`);

    await asha.goto("/");
    await open(asha, SCHOOL);
    await shoot(asha, `conversation-phone-${colorScheme}`);
    await asha.context().close();
    await rao.context().close();
  }
}

/** @param {import("@playwright/test").Page} page */
function write(page) {
  return page.getByRole("textbox", { name: /^(Message|Write) to / });
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 * @param {string} email
 * @param {import("@playwright/test").BrowserContextOptions} options
 */
async function signIn(browser, url, email, options) {
  const context = await browser.newContext({
    ...options,
    baseURL: url,
    timezoneId: TIME_ZONE,
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByLabel(/e-mail/i).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Connected", { exact: true }).first().waitFor();
  return page;
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} title
 */
async function open(page, title) {
  await page.getByRole("link", { name: new RegExp(title) }).click();
  await page.getByRole("log").waitFor();
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} name
 */
async function shoot(page, name) {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
}

/**
 * @param {string} bun
 * @param {string} folder
 */
async function startDemo(bun, folder) {
  const server = spawn(bun, [inRoot("server/src/demo/main.ts")], {
    cwd: inRoot("."),
    env: { ...process.env, DATA_DIR: folder, PORT: "0", TZ: TIME_ZONE, LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  const url = await new Promise((resolve, reject) => {
    server.stdout.on("data", (chunk) => {
      printed += chunk;
      const address = /ready at (\S+)/.exec(printed)?.[1];
      if (address) resolve(address);
    });
    server.on("close", () => reject(new Error(`the demo did not start: ${printed}`)));
  });
  return { process: server, url };
}
