import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, Hono } from "hono";
import { serveStatic } from "hono/bun";

/** No file of ours, and no address of a page, is called so: the file system would throw at it. */
const isNoName = (path: string) => path.length > 255 || path.includes("\0") || path.includes("%00");
/** What the build leaves for the server and the checks. */
const isHidden = (path: string) => path.includes("/.");
/** Names with a hash never change what they mean. */
const FOR_EVER = "public, max-age=31536000, immutable";

/** The page, and what whoever is signed in needs besides its script, as the build lists it (web/build/ask-ahead.ts). */
const PAGE = "index.html";
const AHEAD = ".ahead";

/**
 * The built web client in `directory`: files compressed ahead, hashed ones cached for ever, and the page itself for
 * every address that is not a file, since the address names the room.
 */
export function createWebClient(directory: string): Hono {
  const web = new Hono();
  if (!existsSync(join(directory, PAGE))) {
    return web.get("*", (context) => context.text("The web client is not built. Run: npm start", 503));
  }
  const ahead = existsSync(join(directory, AHEAD)) ? readFileSync(join(directory, AHEAD), "utf8") : "";
  const onFound = (path: string, context: Context) => {
    context.header("Cache-Control", path.includes("/assets/") ? FOR_EVER : "no-cache");
    if (!path.endsWith(PAGE)) return;
    context.header("Vary", "Cookie", { append: true });
    // Whoever has signed in here carries one. Another program's on this host does no harm.
    if (ahead !== "" && context.req.header("cookie") !== undefined) context.header("Link", ahead);
  };
  web.get("*", (context, next) =>
    isNoName(context.req.path) || isHidden(context.req.path)
      ? Promise.resolve(context.text("Not found", 404))
      : next(),
  );
  web.get("*", serveStatic({ root: directory, precompressed: true, onFound }));
  web.get("/assets/*", (context) => context.text("Not found", 404));
  web.get("*", serveStatic({ root: directory, path: PAGE, precompressed: true, onFound }));
  return web;
}
