import { expect, test } from "bun:test";
import { CLOSE } from "@encrptalk/protocol";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { School } from "./school.ts";
import { Scraped, TOKEN } from "./scraped.ts";
import { connectAndStopReading } from "./stuck-reader.ts";

/** About 50 KB in 2,000 characters as a person counts them: loopback alone swallows megabytes before it pushes back. */
const LONG_TEXT = "👨‍👩‍👧‍👦".repeat(2_000);

test("a client that stops reading is cut off and comes back; memory stays flat and others hear everything (P28)", async () => {
  const clock = new FakeClock();
  const { school, rao } = await School.open({ clock, config: { metricsToken: TOKEN } });
  const asha = await school.enrol(rao, "Asha Verma");
  const room = await asha.defaultRoom();
  const stuck = await connectAndStopReading(asha);
  const watching = await rao.live();
  const before = process.memoryUsage().rss;

  const isOffline = () =>
    watching
      .heard("presence")
      .some(({ changes }) =>
        changes.some(({ accountId, online }) => accountId === asha.me.accountId && !online),
      );
  let sent = 0;
  let now = await Scraped.of(school);
  while (sent < 1_000 && !isOffline()) {
    // Many, so that beats are not what ends it; and few once it is pushed back, so that there is time to look.
    const burst = now.value("encrptalk_buffered_bytes") === 0 ? 8 : 1;
    for (let n = 0; n < burst; n += 1, sent += 1) await rao.command(rao.message(room, LONG_TEXT));
    clock.pass(1_000);
    await watching.settle();
    now = await Scraped.of(school);
  }
  expect(isOffline()).toBe(true);
  const slowConsumer = { code: String(CLOSE.slowConsumer) };
  expect(now.value("encrptalk_websockets_closed_total", slowConsumer)).toBe(1);
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
  expect(watching.heard("event").filter(({ event }) => event.type === "message.sent")).toHaveLength(sent);

  stuck.terminate();
  const back = await asha.live();
  expect(back.heard("reply")[0]).toMatchObject({ result: { rooms: [{ roomId: room, messageCount: sent }] } });
  await school.close();
}, 30_000);
