import { fileURLToPath } from "node:url";
import { messageIn } from "../stamp.ts";
import { node, nodeCommand } from "./node.ts";
import { closeSocket, openSocket } from "./open-socket.ts";
import type { Ears, Peer, Seat } from "./peer.ts";
import { framesLike, relaySeats, startOnPort } from "./relay.ts";

const SERVER = fileURLToPath(import.meta.resolve("./socket-io-server.mjs"));

// What the generator speaks, by hand, so that it stays light: Engine.IO 4 packets begin with a digit, and those that
// carry Socket.IO's (4) with a second one.
const OPENED = "0";
const PING = "2";
const PONG = "3";
const CONNECT = "40";
const CONNECT_ERROR = "44";
const EVENT = "42";

/** The usual choice of those who do not write a server of their own. */
export const socketIo: Peer = {
  name: "Socket.IO 4",
  leavesOut:
    "durability, order and ids, membership, sign-in, checking what is sent, acknowledgements, catching up",
  installation: node,

  async start(options) {
    const child = await startOnPort(nodeCommand(SERVER));
    const url = `ws://127.0.0.1:${child.found}/socket.io/?EIO=4&transport=websocket`;
    return { ...child, seats: relaySeats(url, options) };
  },

  async connect(seat, ears) {
    const socket = await openSocket(seat.url, {}, ears.failed);
    await joined(socket, seat, ears);
    const frameOf = framesLike(seat.frame ?? "");
    return {
      say: (message, room) => socket.send(`${EVENT}["say","${room}",${frameOf(message)}]`),
      leave: () => closeSocket(socket),
    };
  },
};

/** Resolves once the server has put the connection into its rooms, and from then on tells `ears`. */
function joined(socket: WebSocket, { rooms }: Seat, ears: Ears): Promise<void> {
  return new Promise((resolve) => {
    socket.onmessage = ({ data: packet }: MessageEvent<string>) => {
      if (packet.startsWith(EVENT)) ears.heard(messageIn(packet), packet);
      else if (packet === PING) socket.send(PONG);
      else if (packet.startsWith(OPENED)) socket.send(CONNECT + JSON.stringify({ rooms }));
      else if (packet.startsWith(CONNECT_ERROR)) ears.failed(packet);
      else if (packet.startsWith(CONNECT)) resolve();
    };
  });
}
