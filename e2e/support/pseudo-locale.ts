import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BrowserContext, BrowserContextOptions } from "@playwright/test";

const ROOT = join(import.meta.dirname, "../..");
const PAGES = join(ROOT, "web/dist-pseudo");
/**
 * A browser in a language that does not exist: accented, longer than English, and written from right to left. It takes
 * pages that are not from the network for foreign ones, which may not reach this machine without the permission.
 */
export const IN_PSEUDO_LOCALE: BrowserContextOptions = {
  locale: "ar-XB",
  permissions: ["local-network-access"],
};

/** Builds the web client with the pseudo-locale beside English. */
export async function buildPseudoLocale(): Promise<void> {
  const bun = process.env.BUN_PATH;
  if (!bun) throw new Error("BUN_PATH is not set: run the browser tests by npm test.");
  await promisify(execFile)(bun, ["--bun", join(ROOT, "node_modules/vite/bin/vite.js"), "build"], {
    cwd: join(ROOT, "web"),
    env: { ...process.env, NODE_ENV: "production", PSEUDO_LOCALE: "1" },
  });
}

/** Has a browser get its pages from that build, and everything else from the server. */
export async function servePseudoLocale(context: BrowserContext): Promise<void> {
  await context.route(
    ({ pathname }) => !pathname.startsWith("/api/"),
    (route) => {
      const file = join(PAGES, new URL(route.request().url()).pathname);
      const isFile = existsSync(file) && statSync(file).isFile();
      return route.fulfill({ path: isFile ? file : join(PAGES, "index.html") });
    },
  );
}
