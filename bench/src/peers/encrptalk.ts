import { PROTOCOL } from "@encrptalk/protocol";
import { roomsOfPeople } from "../layout.ts";
import { startOurServer } from "../school/our-server.ts";
import { prepareRooms } from "../school/prepare-rooms.ts";
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
  installation: null,

  async start(layout) {
    const school = await prepareRooms(layout);
    const copy = makeWorkingCopy(school.data);
    const server = await startOurServer(copy.data);
    const rooms = roomsOfPeople(layout, school.roomIds);
    const seats = school.tokens.map((token, person) => ({
      url: `ws://${server.host}/ws`,
      rooms: rooms[person] ?? [],
      token,
    }));
    return {
      processId: server.processId,
      seats,
      async stop() {
        await server.stop();
        copy.remove();
      },
    };
  },

  async connect({ url, token = "" }, ears) {
    const headers = { authorization: `Bearer ${token}` };
    const socket = await openSocket(url, { protocols: [PROTOCOL], headers }, ears.failed);
    await synced(socket, ears);
    return {
      say: (message, roomId) => socket.send(sendMessage(roomId, message)),
      leave: () => closeSocket(socket),
    };
  },
};

/** Resolves once the connection hears its room, and from then on tells `ears`. */
function synced(socket: WebSocket, ears: Ears): Promise<void> {
  return new Promise((resolve) => {
    socket.onmessage = ({ data: frame }: MessageEvent<string>) => {
      // The rooms' last messages come with this reply, and must not count as deliveries.
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
