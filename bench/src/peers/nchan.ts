import { existsSync } from "node:fs";
import { findFreePort, startListening } from "../child.ts";
import { makeRunFolder } from "../school/working-copy.ts";
import { messageIn } from "../stamp.ts";
import { writeConfiguration } from "./configuration.ts";
import { closeSocket, openSocket } from "./open-socket.ts";
import type { Peer } from "./peer.ts";
import { framesLike, relaySeats } from "./relay.ts";

const MODULE = "/usr/lib/nginx/modules/ngx_nchan_module.so";

/** Where Debian puts servers is not in everybody's path. */
const findNginx = () => Bun.which("nginx", { PATH: `${process.env.PATH ?? ""}:/usr/sbin` });

/** A publish and subscribe server in C, in the web server that many schools have already. */
export const nchan: Peer = {
  name: "nginx with Nchan",
  leavesOut:
    "durability, order and ids, membership, sign-in, checking what is sent, acknowledgements, catching up",
  installation: {
    debianPackages: ["nginx", "libnginx-mod-nchan"],
    isThere: () => findNginx() !== null && existsSync(MODULE),
  },

  async start(options) {
    if (options.rooms !== 1) throw new Error("A connection to Nchan speaks in one room only.");
    const run = makeRunFolder();
    const port = findFreePort();
    const values = { folder: run.data, module: MODULE, port: String(port) };
    const configuration = writeConfiguration("nginx.conf", values, run.data);
    const command = [findNginx() ?? "nginx", "-p", run.data, "-e", "stderr", "-c", configuration];
    const server = await startListening(command, {}, port);
    return {
      processId: server.processId,
      seats: relaySeats(`ws://127.0.0.1:${port}`, options),
      async stop() {
        await server.stop();
        run.remove();
      },
    };
  },

  async connect({ url, rooms: [room = ""], frame = "" }, ears) {
    const socket = await openSocket(`${url}/${room}`, {}, ears.failed);
    socket.onmessage = ({ data }: MessageEvent<string>) => ears.heard(messageIn(data), data);
    const frameOf = framesLike(frame);
    return {
      say: (message) => socket.send(frameOf(message)),
      leave: () => closeSocket(socket),
    };
  },
};
