import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWebClient } from "./web-client.ts";

const AHEAD = "</assets/rooms-1.js>; rel=modulepreload";
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "web-client-"));
  mkdirSync(join(directory, "assets"));
  writeFileSync(join(directory, "index.html"), "<!doctype html>");
  writeFileSync(join(directory, ".ahead"), AHEAD);
  writeFileSync(join(directory, "assets/rooms-1.js"), "export {};");
});

afterAll(() => rmSync(directory, { recursive: true }));

const get = (path: string, headers: Record<string, string> = {}) =>
  createWebClient(directory).request(path, { headers });

test("every address that is no file is the page, which is asked for anew each time", async () => {
  for (const path of ["/", "/rooms/1", "/messages/1?filter=closed"]) {
    const page = await get(path);
    expect(await page.text()).toBe("<!doctype html>");
    expect(page.headers.get("Cache-Control")).toBe("no-cache");
    expect(page.headers.get("Vary")).toContain("Cookie");
  }
});

test("whoever has signed in is told with the page what it needs besides; a stranger is not", async () => {
  for (const path of ["/", "/rooms/1"]) {
    expect((await get(path, { cookie: "session=1" })).headers.get("Link")).toBe(AHEAD);
    expect((await get(path)).headers.has("Link")).toBe(false);
  }
});

test("files with a hash are kept for ever, and missing ones are not the page", async () => {
  const file = await get("/assets/rooms-1.js", { cookie: "session=1" });
  expect(file.headers.get("Cache-Control")).toContain("immutable");
  expect(file.headers.has("Link")).toBe(false);
  expect((await get("/assets/rooms-2.js")).status).toBe(404);
});
