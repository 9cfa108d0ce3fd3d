import type { Browser } from "playwright-core";
import type { Visitor } from "../tab.ts";
import { inNewBrowser, untilUsable } from "./arriving.ts";

/** What comes after the first letter is drawn by then. */
const DRAWN_MS = 1_000;

/**
 * How long a person waits for the same page without its scripts: what a browser has made of it is taken as it stands,
 * and a bare server hands it out whole. Less no page that looks like this could need here. In ms.
 */
export async function arriveAtStill(
  browser: Browser,
  visitor: Visitor,
  { path, slowdown }: { path: string; slowdown: number },
): Promise<number> {
  const page = await drawnPage(browser, visitor, path);
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request) => {
      const { pathname } = new URL(request.url);
      if (pathname !== path) return fetch(`http://${visitor.host}${pathname}`);
      return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
    },
  });
  try {
    return await inNewBrowser(browser, { ...visitor, host: `127.0.0.1:${server.port}` }, async (tab) => {
      await tab.slowDown(slowdown);
      return (await untilUsable(tab, path)).usableMs;
    });
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
