import { expect, test } from "bun:test";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { School } from "./school.ts";
import { connectAndStopReading } from "./stuck-reader.ts";

/** About 50 KB in 2,000 characters as a person counts them: loopback alone swallows megabytes before it pushes back. */
const LONG_TEXT = "👨‍👩‍👧‍👦".repeat(2_000);

test("a client that stops reading is cut off and comes back; memory stays flat and others hear everything (P28)", async () => {
  const clock = new FakeClock();
  const { school, rao } = await School.open({ clock });
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
  for (; sent < 600 && !isOffline(); sent++) {
    await rao.command(rao.message(room, LONG_TEXT));
    clock.pass(1_000);
    await watching.settle();
  }
  expect(isOffline()).toBe(true);
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
  expect(watching.heard("event").filter(({ event }) => event.type === "message.sent")).toHaveLength(sent);

  stuck.terminate();
  const back = await asha.live();
  expect(back.heard("reply")[0]).toMatchObject({ result: { rooms: [{ roomId: room, messageCount: sent }] } });
  await school.close();
}, 30_000);
