import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { PROTOCOL } from "@encrptalk/protocol";
import type { WebSocket } from "ws";
import type { Person } from "../program/school.ts";
import type { OtherPeer } from "./other-peer.ts";

// By its file: under its name Bun gives a WebSocket of Bun's own.
const WS_FILE = fileURLToPath(new URL("wrapper.mjs", import.meta.resolve("ws/package.json")));
const { WebSocket: WsWebSocket } = (await import(WS_FILE)) as typeof import("ws");

/** The npm package `ws`, which offers permessage-deflate. */
export async function connectWs(person: Person): Promise<OtherPeer> {
  const socket: WebSocket = new WsWebSocket(`${person.program.url.replace("http", "ws")}/ws`, PROTOCOL, {
    headers: person.headers,
    perMessageDeflate: true,
  });
  const texts: string[] = [];
  socket.on("message", (data) => texts.push(String(data)));
  await once(socket, "open");
  return {
    protocol: socket.protocol,
    extensions: socket.extensions,
    texts,
    say: (text) => socket.send(text),
    sayInPieces(text) {
      for (let at = 0; at < text.length; at++)
        socket.send(text.slice(at, at + 1), { fin: at === text.length - 1 });
    },
    async ping(payload) {
      socket.ping(payload);
      const [data] = await once(socket, "pong");
      if (String(data) !== payload) throw new Error(`“${payload}” came back as “${data}”`);
    },
    async close(code) {
      const closed = once(socket, "close");
      socket.close(code, "bye");
      return Number((await closed)[0]);
    },
  };
}
