import { fileNamed } from "./bare-events.ts";

const ROOM_CHARACTERS = "room-00000".length;

// As raw publish, but what is said is stored first: in a thread of its own, and what comes meanwhile shares the next
// commit.
const file = fileNamed(process.argv);
const writer = new Worker(new URL("./committed-publish-writer.ts", import.meta.url).href, { argv: [file] });
let waiting: [room: string, frame: string][] = [];
let underWay: [room: string, frame: string][] = [];

function storeNext(): void {
  if (underWay.length > 0 || waiting.length === 0) return;
  underWay = waiting;
  waiting = [];
  // The frames are JSON already.
  writer.postMessage(`[${underWay.map(([room, frame]) => `["${room}",${frame}]`).join()}]`);
}

writer.onmessage = () => {
  const stored = underWay;
  underWay = [];
  storeNext();
  for (const [room, frame] of stored) server.publish(room, frame);
};
writer.onerror = ({ message }) => {
  console.error(message);
  process.exit(1);
};

const server = Bun.serve<{ rooms: string[] }>({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request, server) {
    const rooms = new URL(request.url).searchParams.get("rooms")?.split(",") ?? [];
    return server.upgrade(request, { data: { rooms } }) ? undefined : new Response(null, { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    open(socket) {
      for (const room of socket.data.rooms) socket.subscribe(room);
    },
    message(_, said) {
      // What comes in the same turn of the event loop goes along.
      if (waiting.length === 0) setImmediate(storeNext);
      waiting.push([String(said).slice(0, ROOM_CHARACTERS), String(said).slice(ROOM_CHARACTERS)]);
    },
  },
});
process.on("SIGTERM", () => process.exit(0));
console.log(`port ${server.port}`);
