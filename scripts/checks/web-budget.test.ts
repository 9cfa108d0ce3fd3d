import { expect, test } from "bun:test";
import { type Chunk, judge, weigh } from "./web-budget.mjs";

const chunk = (file: string, more: Partial<Chunk> = {}): Chunk => ({
  file,
  source: null,
  isEntry: false,
  imports: [],
  styles: [],
  modules: {},
  ...more,
});

const CHUNKS = [
  chunk("index.js", {
    source: "index.html",
    isEntry: true,
    imports: ["preact.js"],
    styles: ["index.css"],
    modules: { "src/app/main.tsx": 100 },
  }),
  chunk("preact.js", {
    modules: { "../node_modules/preact/dist/preact.mjs": 900, "../client/src/index.ts": 100 },
  }),
  chunk("rooms.js", {
    source: "src/rooms/rooms-screen.tsx",
    imports: ["list.js", "preact.js"],
    styles: ["index.css"],
  }),
  chunk("list.js", { imports: ["rooms.js"], modules: { "../node_modules/@base-ui/react/menu.mjs": 1 } }),
  chunk("settings.js", { source: "src/settings/settings-page.tsx" }),
];
const BYTES: Record<string, number> = {
  "index.js": 10_000,
  "preact.js": 20_000,
  "rooms.js": 5_000,
  "list.js": 70_000,
  "settings.js": 900_000,
  "index.css": 3_000,
};
const weighed = (...parts: string[]) => weigh(CHUNKS, parts, (file) => BYTES[file] ?? 0);

test("a screen weighs the page's own script, its parts, and all that they import, each once", () => {
  expect(weighed().files).toEqual(["index.js", "preact.js"]);
  const rooms = weighed("src/rooms/rooms-screen.tsx");
  expect(rooms).toMatchObject({ bytes: 105_000, styleBytes: 3_000 });
});

test("a screen over the budget is named with what it is mostly made of", () => {
  const rooms = { name: "Rooms", parts: ["src/rooms/rooms-screen.tsx"] };
  expect(judge(rooms, weighed())).toEqual([]);
  expect(judge(rooms, weighed(...rooms.parts))).toEqual([
    "Rooms takes 105.0 KB of JavaScript (gzip), more than 100.0 KB; most of it: " +
      "@base-ui/react 70.0 KB, preact 18.0 KB, src/app 10.0 KB, client 2.0 KB",
  ]);
});
