import { PROTOCOL } from "@encrptalk/protocol";
import { startOurServer } from "../school/our-server.ts";
import { prepareSchool } from "../school/prepare-school.ts";
import { makeWorkingCopy } from "../school/working-copy.ts";
import { messageIn, textOf } from "../stamp.ts";
import { closeSocket, openSocket } from "./open-socket.ts";
import type { Ears, Peer } from "./peer.ts";

const SYNC = JSON.stringify({
  id: "sync",
  command: { type: "sync", epoch: null, school: 0, account: 0, rooms: [] },
});
const BEAT = JSON.stringify({ id: "beat", command: { type: "beat" } });

/** Ours, as it is delivered: each member an account of its own, every message on disk before it is published. */
export const encrptalk: Peer = {
  name: "Encrptalk",
  leavesOut: null,

  async start({ members }) {
    const school = await prepareSchool(members);
    const copy = makeWorkingCopy(school.data);
    const server = await startOurServer(copy.data);
    return {
      processId: server.processId,
      seats: school.tokens.map((token) => ({ url: `ws://${server.host}/ws`, token, roomId: school.roomId })),
      async stop() {
        await server.stop();
        copy.remove();
      },
    };
  },

  async connect({ url = "", token, roomId = "" }, ears) {
    const headers = { authorization: `Bearer ${token}` };
    const socket = await openSocket(url, { protocols: [PROTOCOL], headers }, ears.failed);
    await synced(socket, ears);
    return {
      say: (message) => socket.send(sendMessage(roomId, message)),
      leave: () => closeSocket(socket),
    };
  },
};

/** Resolves once the connection hears its room, and from then on tells `ears`. */
function synced(socket: WebSocket, ears: Ears): Promise<void> {
  return new Promise((resolve) => {
    socket.onmessage = ({ data: frame }: MessageEvent<string>) => {
      // The room's last message comes with this reply, and must not count as a delivery.
      if (!frame.includes('"id":"sync"')) return hear(frame, socket, ears);
      if (frame.includes('"ok":false')) ears.failed(frame);
      socket.onmessage = ({ data }: MessageEvent<string>) => hear(data, socket, ears);
      resolve();
    };
    socket.send(SYNC);
  });
}

function hear(frame: string, socket: WebSocket, ears: Ears): void {
  const message = messageIn(frame);
  if (message >= 0) ears.heard(message, frame);
  else if (frame.includes('"ok":false') || frame.includes('"type":"error"')) ears.failed(frame);
  else if (frame.includes('"type":"beat"')) socket.send(BEAT);
}

function sendMessage(roomId: string, message: number): string {
  const id = String(message).padStart(6, "0");
  return JSON.stringify({
    id,
    command: {
      type: "message.send",
      roomId,
      messageId: `bench-message-${id}`,
      body: { alg: "plain", text: textOf(message) },
    },
  });
}
