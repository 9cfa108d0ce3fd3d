import { expect, test } from "bun:test";
import { PROTOCOL } from "@encrptalk/protocol";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { FIRST_SYNC } from "./peer.ts";
import { type Member, School } from "./school.ts";

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

/** A WebSocket client of a few lines over bare TCP, since no proper one can be told to stop reading. */
async function connectAndStopReading({ school, headers }: Member) {
  const { hostname, port, host } = new URL(school.url);
  const opened = Promise.withResolvers<void>();
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data(socket, bytes) {
        if (bytes.toString("latin1").startsWith("HTTP/1.1 101")) opened.resolve();
        else socket.pause();
      },
    },
  });
  const lines = [
    "GET /ws HTTP/1.1",
    `Host: ${host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    `Sec-WebSocket-Protocol: ${PROTOCOL}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  await opened.promise;
  socket.write(clientFrame(JSON.stringify({ id: "1", command: FIRST_SYNC })));
  return socket;
}

/** RFC 6455, section 5.2: a final text frame of 126 to 65,535 bytes or fewer, masked with zeros. */
function clientFrame(text: string): Uint8Array {
  const payload = Buffer.from(text);
  const length =
    payload.length < 126 ? [0x80 | payload.length] : [0x80 | 126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), payload]);
}
