import { expect, test } from "bun:test";
import { findWrongArrows } from "./arrows.mjs";

const allowed: [path: string, source: string][] = [
  ["client/src/outbox.ts", 'import type { Command } from "@encrptalk/protocol";'],
  ["web/src/app.tsx", 'import { connect } from "@encrptalk/client";'],
  ["server/src/gateway/dispatch.ts", 'import { sendMessage } from "../rooms/index.ts";'],
  ["server/src/rooms/send-message.ts", 'import type { Store } from "../store/store.ts";'],
  ["server/src/compose.ts", 'import { openSqlite } from "./store/sqlite/open.ts";'],
  ["server/src/rooms/send-message.test.ts", 'import { openSqlite } from "../store/sqlite/open.ts";'],
  ["web/build/compress.ts", 'import { readFileSync } from "node:fs";'],
  ["protocol/src/room.test.ts", 'import { readFileSync } from "node:fs";'],
  ["client/src/outbox-storage.contract.ts", 'import { test } from "bun:test";'],
  ["protocol/src/room.ts", '// import { readFileSync } from "node:fs";'],
];

test.each(allowed)("%s may contain %s", (path, source) => {
  expect(findWrongArrows([{ path, source }])).toEqual([]);
});

const wrong: [path: string, source: string, why: string][] = [
  ["protocol/src/room.ts", 'import { connect } from "@encrptalk/client";', "may import no workspace"],
  ["protocol/src/room.ts", 'import { readFileSync } from "node:fs";', "runs in a browser"],
  ["web/src/app.tsx", 'import type { Hub } from "../../server/src/live/hub.ts";', "by its package name"],
  ["server/src/main.ts", 'import { connect } from "@encrptalk/client";', "server may import protocol"],
  ["docs/bot.ts", 'export type * from "@encrptalk/protocol";', "docs may import client"],
  ["e2e/tests/rooms.spec.ts", 'const client = await import("@encrptalk/client");', "no workspace"],
  ["server/src/rooms/send.ts", 'import { reply } from "../gateway/websocket.ts";', "how its commands arrive"],
  ["server/src/rooms/send.ts", 'import { a } from "../accounts/actor.ts";', "is its index.ts"],
  ["server/src/gateway/http.ts", 'import { a } from "../accounts/actor.ts";', "is its index.ts"],
  ["server/src/live/hub.ts", 'import {\n  join,\n} from "../rooms/index.ts";', "serve the features"],
  ["server/src/store/store.ts", 'import "../search/index.ts";', "serve the features"],
  ["server/src/rooms/send.ts", 'import { open } from "../store/sqlite/open.ts";', "one store of several"],
  [
    "server/src/rooms/send.ts",
    'new Worker(new URL("../store/sqlite/writer.ts", import.meta.url))',
    "one store of several",
  ],
];

test.each(wrong)("%s may not contain %s", (path, source, why) => {
  const found = findWrongArrows([{ path, source }]);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(why);
});
