import { expect, test } from "bun:test";
import { gzipSync } from "node:zlib";
import { Api } from "../school/api.ts";
import { startSameAnswers } from "./same-answers.ts";

const TEXT = JSON.stringify({ events: Array.from({ length: 50 }, (_, seq) => ({ seq })) });
const PATH = "/api/rooms/a-room/events?limit=50";

/** What stands for ours: sends a packed page, to whoever has the cookie. */
const serveOurs = () =>
  Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: ({ headers }) =>
      headers.get("cookie") === "staff"
        ? new Response(gzipSync(TEXT), {
            headers: { "Content-Encoding": "gzip", "Content-Type": "application/json", Vary: "Accept" },
          })
        : new Response("who?", { status: 401 }),
  });

test("the bare server answers with the bytes and the headers that ours sent, also after being busy", async () => {
  const ours = serveOurs();
  const bare = await startSameAnswers();
  try {
    await bare.keep(new Api(`127.0.0.1:${ours.port}`), PATH, "staff");
    expect(new TextDecoder().decode(await bare.fetch(PATH, "staff"))).toBe(TEXT);
    const from = performance.now();
    expect(new TextDecoder().decode(await bare.fetch(PATH, "staff", 20_000))).toBe(TEXT);
    // What the compiler's threads did meanwhile counts too.
    expect(performance.now() - from).toBeGreaterThanOrEqual(10);
    const sent = await fetch(`http://${bare.host}${PATH}`, { decompress: false });
    expect(Object.fromEntries(sent.headers)).toMatchObject({
      "content-encoding": "gzip",
      "content-type": "application/json",
      vary: "Accept",
      "content-length": String(gzipSync(TEXT).length),
    });
  } finally {
    await bare.stop();
    await ours.stop(true);
  }
});

test("what ours refuses is not kept, and what was not kept is no answer", async () => {
  const ours = serveOurs();
  const bare = await startSameAnswers();
  try {
    await expect(bare.keep(new Api(`127.0.0.1:${ours.port}`), PATH, "nobody")).rejects.toThrow("401");
    await expect(bare.fetch(PATH, "nobody")).rejects.toThrow("404");
  } finally {
    await bare.stop();
    await ours.stop(true);
  }
});
