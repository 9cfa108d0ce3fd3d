import { PROTOCOL } from "@encrptalk/protocol";
import { FIRST_SYNC } from "./peer.ts";
import type { Member } from "./school.ts";

/** A WebSocket client of a few lines over bare TCP, since no proper one can be told to stop reading. */
export async function connectAndStopReading({ school, headers }: Member) {
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
