import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { runForeground } from "./child.mjs";
import { inRoot } from "./root.mjs";
import { CannotContinue } from "./stop.mjs";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const SYSTEM_PLACES = [
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];
const DOWNLOAD_TIMEOUT_MS = 15_000;

/**
 * Finds a Chromium for the browser tests, or installs one.
 * @returns {Promise<string>} path of the program
 */
export async function ensureChromium() {
  const explicit = process.env.CHROMIUM_PATH;
  if (explicit) {
    if (works(explicit)) return explicit;
    throw new CannotContinue(
      `CHROMIUM_PATH is ${explicit}, and no browser starts there: correct it or unset it.`,
    );
  }
  const found = findChromium();
  if (found !== undefined) return found;

  console.log("No Chromium found; installing one for the browser tests …");
  await installPlaywrightsOwn();
  if (!works(playwrightsOwn())) await installDebianPackage();

  const installed = findChromium();
  if (installed !== undefined) return installed;
  throw new CannotContinue(
    "The browser tests need Chromium, and it could not be installed: install Chromium or Google Chrome and, when it is in an unusual place, set CHROMIUM_PATH to the program.",
  );
}

/**
 * One that is there.
 * @returns {string | undefined} path of the program
 */
export function findChromium() {
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return [playwrightsOwn(), ...onPath, ...SYSTEM_PLACES].find(works);
}

function playwrightsOwn() {
  const require = createRequire(inRoot("e2e/package.json"));
  return /** @type {string} */ (require("@playwright/test").chromium.executablePath());
}

/**
 * A browser may be there and not start, when libraries are missing. Asking Chrome for its version opens a
 * window on Windows and is slow on macOS, where the libraries come with it.
 * @param {string} program
 */
function works(program) {
  if (!existsSync(program)) return false;
  if (process.platform !== "linux") return true;
  return spawnSync(program, ["--version", "--no-sandbox"], { stdio: "ignore" }).status === 0;
}

async function installPlaywrightsOwn() {
  await runForeground(
    process.execPath,
    [inRoot("node_modules/@playwright/test/cli.js"), "install", "chromium"],
    {
      cwd: inRoot("e2e"),
      env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(DOWNLOAD_TIMEOUT_MS), ...process.env },
    },
  );
}

async function installDebianPackage() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runForeground("apt-get", ["update"], { env });
  await runForeground(
    "apt-get",
    ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"],
    { env },
  );
}
