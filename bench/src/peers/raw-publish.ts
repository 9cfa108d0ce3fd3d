import { fileURLToPath } from "node:url";
import { startChild } from "../child.ts";
import { aroundStamp, messageIn, stampOf } from "../stamp.ts";
import { closeSocket, openSocket } from "./open-socket.ts";
import type { Peer } from "./peer.ts";

const SERVER = fileURLToPath(import.meta.resolve("./raw-publish-server.ts"));

/** The floor: a bare `Bun.serve` that publishes the bytes of our event frames. */
export const rawPublish: Peer = {
  name: "raw Bun.serve publish",
  leavesOut:
    "durability, order and ids, membership, sign-in, checking what is sent, acknowledgements, heartbeats, catching up",

  async start({ members, frame }) {
    if (frame === null) throw new Error("Raw publish repeats our frames, so ours must run before it.");
    const child = await startChild([process.execPath, SERVER], {}, (output) => {
      const port = /^port (\d+)$/m.exec(output)?.[1];
      return port === undefined ? null : Number(port);
    });
    const seat = { url: `ws://127.0.0.1:${child.found}`, frame };
    return { ...child, seats: Array.from({ length: members }, () => seat) };
  },

  async connect({ url = "", frame = "" }, ears) {
    const { before, after } = aroundStamp(frame);
    const socket = await openSocket(url, {}, ears.failed);
    socket.onmessage = ({ data }: MessageEvent<string>) => ears.heard(messageIn(data), data);
    return {
      say: (message) => socket.send(before + stampOf(message) + after),
      leave: () => closeSocket(socket),
    };
  },
};
