import type { Browser } from "playwright-core";
import type { Tab, Visitor } from "../tab.ts";
import { inNewBrowser, untilUsable } from "./arriving.ts";
import { BETWEEN_MS } from "./switching.ts";

/** What comes after the first letter is drawn by then. */
const DRAWN_MS = 1_000;
/** Away from what can be clicked on. */
const CORNER = { x: 2, y: 2 };

interface StillPageOptions {
  path: string;
  slowdown: number;
}

/** How long a person waits for the same page without its scripts. Less no page that looks like this could need here. */
export const arriveAtStill = (
  browser: Browser,
  visitor: Visitor,
  { path, slowdown }: StillPageOptions,
): Promise<number> =>
  onStillPage(browser, visitor, path, async (tab) => {
    await tab.slowDown(slowdown);
    return (await untilUsable(tab, path)).usableMs;
  });

/**
 * From a click until what is in view of a conversation, its header and its field have been put in anew, as ready markup,
 * so many times; in ms.
 */
export const switchStill = (
  browser: Browser,
  visitor: Visitor,
  { path, slowdown, times }: StillPageOptions & { times: number },
): Promise<number[]> =>
  onStillPage(browser, visitor, path, async (tab) => {
    await untilUsable(tab, path);
    await tab.slowDown(slowdown);
    const taken: number[] = [];
    while (taken.length < times) {
      await tab.ask("watchStillSwitch");
      await tab.click(CORNER);
      taken.push(await tab.ask("untilSwitched"));
      await Bun.sleep(BETWEEN_MS);
    }
    return taken;
  });

/** What a browser has made of the page is taken as it stands, and a bare server hands it out whole. */
async function onStillPage<Result>(
  browser: Browser,
  visitor: Visitor,
  path: string,
  measure: (tab: Tab) => Promise<Result>,
): Promise<Result> {
  const page = await drawnPage(browser, visitor, path);
  const { pathname: own } = new URL(path, `http://${visitor.host}`);
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request) => {
      const { pathname } = new URL(request.url);
      if (pathname !== own) return fetch(`http://${visitor.host}${pathname}`);
      return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
    },
  });
  try {
    return await inNewBrowser(browser, { ...visitor, host: `127.0.0.1:${server.port}` }, measure);
  } finally {
    await server.stop(true);
  }
}

const drawnPage = (browser: Browser, visitor: Visitor, path: string): Promise<string> =>
  inNewBrowser(browser, visitor, async (tab) => {
    await untilUsable(tab, path);
    await Bun.sleep(DRAWN_MS);
    return `<!doctype html>${await tab.ask("markup")}`;
  });
