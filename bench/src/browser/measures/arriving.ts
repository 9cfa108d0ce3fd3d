import type { Browser } from "playwright-core";
import { watchScripts } from "../scripts-loaded.ts";
import { openContext, Tab, type Visitor } from "../tab.ts";

/**
 * A new browser loads the pages of its own, such as what its address bar opens, for a second or two; people do not start
 * theirs in the same second.
 */
const SETTLE_MS = 2_500;

export interface Arrival {
  /** From the navigation until a letter typed into the field below the messages is on the screen. */
  usableMs: number;
  /** And until the messages were. */
  shownMs: number;
  /** Each above 50 ms in which the page could not have answered. */
  longTasksMs: number;
}

export interface Arrivals {
  /** Nothing in the browser's cache. */
  cold: Arrival;
  /** The second visit. */
  warm: Arrival;
  /** Of JavaScript, compressed by gzip, that had come by the time the page was usable. */
  scriptKilobytes: number;
  scriptFiles: number;
}

/** How long a person waits who comes to a conversation by its address. */
export async function arrive(
  browser: Browser,
  visitor: Visitor,
  { path, slowdown }: { path: string; slowdown: number },
): Promise<Arrivals> {
  const context = await openContext(browser, visitor);
  try {
    const visit = async () => {
      const tab = await Tab.open(context);
      await Bun.sleep(SETTLE_MS);
      await tab.slowDown(slowdown);
      const arrival = await untilUsable(tab, path);
      await tab.close();
      return arrival;
    };
    const cold = await visit();
    const warm = await visit();
    return { cold, warm, ...(await scriptsOf(browser, visitor, path)) };
  } finally {
    await context.close();
  }
}

/** In a browser with nothing in its cache, that has begun. */
export async function inNewBrowser<Result>(
  browser: Browser,
  visitor: Visitor,
  measure: (tab: Tab) => Promise<Result>,
): Promise<Result> {
  const context = await openContext(browser, visitor);
  try {
    const tab = await Tab.open(context);
    await Bun.sleep(SETTLE_MS);
    return await measure(tab);
  } finally {
    await context.close();
  }
}

export async function untilUsable(tab: Tab, path: string): Promise<Arrival> {
  await tab.goTo(path);
  const shownMs = await tab.ask("untilShown");
  await tab.type("a");
  const usableMs = await tab.ask("untilTyped");
  const tasks = await tab.ask("longTasks");
  return { usableMs, shownMs, longTasksMs: tasks.reduce((sum, ms) => sum + ms, 0) };
}

/** In a browser of its own, since what is counted must not come out of a cache. */
async function scriptsOf(browser: Browser, visitor: Visitor, path: string) {
  const context = await openContext(browser, visitor);
  try {
    const tab = await Tab.open(context);
    const loaded = await watchScripts(tab);
    await untilUsable(tab, path);
    const { gzipBytes, files } = await loaded();
    return { scriptKilobytes: gzipBytes / 1_024, scriptFiles: files };
  } finally {
    await context.close();
  }
}
