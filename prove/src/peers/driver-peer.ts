import { once } from "node:events";
import { connect } from "node:net";
import { PROTOCOL } from "@encrptalk/protocol";
import websocket from "websocket-driver";
import type { Person } from "../program/school.ts";
import { cut } from "./frame.ts";
import type { OtherPeer } from "./other-peer.ts";

/** The npm package `websocket-driver`, which makes bytes and leaves it to us how they travel. */
export async function connectDriver(person: Person): Promise<OtherPeer> {
  const url = new URL("/ws", person.program.url.replace("http", "ws"));
  const driver = websocket.client(url.href, { protocols: [PROTOCOL] });
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
  const texts: string[] = [];
  let pieceBytes = Number.POSITIVE_INFINITY;
  driver.setHeader("Authorization", `Bearer ${person.token}`);
  driver.on("message", ({ data }: { data: string }) => texts.push(data));
  driver.io.on("data", (bytes: Buffer) => {
    if (pieceBytes >= bytes.length) socket.write(bytes);
    else for (const piece of cut(bytes, pieceBytes)) socket.write(piece);
  });
  socket.pipe(driver.io, { end: false });
  socket.on("connect", () => driver.start());
  await once(driver, "open");
  return {
    protocol: driver.protocol ?? "",
    extensions: "",
    texts,
    say: (text) => void driver.text(text),
    sayInPieces(text) {
      pieceBytes = 1;
      driver.text(text);
      pieceBytes = Number.POSITIVE_INFINITY;
    },
    ping: (payload) => new Promise((resolve) => driver.ping(payload, resolve)),
    async close(code) {
      const closed = once(driver, "close");
      driver.close("bye", code);
      const [event] = (await closed) as [{ code: number }];
      socket.destroy();
      return event.code;
    },
  };
}
