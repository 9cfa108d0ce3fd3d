import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { runForeground } from "../setup/child.mjs";
import { ensureChromium } from "../setup/chromium.mjs";
import { inRoot } from "../setup/root.mjs";
import { ensureWebBuild } from "../setup/web-build.mjs";
import { resultOf } from "./result.mjs";

const REPORT = inRoot("test-results/browser.json");

/**
 * What people see in real browsers, against the real server and the built web client.
 * @param {string} bun path of Bun
 */
export async function runBrowserTests(bun) {
  await ensureWebBuild(bun);
  const chromium = await ensureChromium();
  mkdirSync(inRoot("test-results"), { recursive: true });
  rmSync(REPORT, { force: true });
  const exitCode = await runForeground(
    process.execPath,
    [inRoot("node_modules/@playwright/test/cli.js"), "test", "--reporter=list,json"],
    {
      cwd: inRoot("e2e"),
      env: {
        ...process.env,
        BUN_PATH: bun,
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_FILE: REPORT,
      },
    },
  );
  return resultOf(existsSync(REPORT) ? countPlaywright(readFileSync(REPORT, "utf8")) : undefined, exitCode);
}

/**
 * @param {string} json Playwright's JSON report
 * @returns {import("./result.mjs").TestResult}
 */
export function countPlaywright(json) {
  const { stats } = JSON.parse(json);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}
