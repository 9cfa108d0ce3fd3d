import { PROTOCOL } from "@encrptalk/protocol";

// Takes whoever comes and answers each frame with one that has so many characters: what the runtime and the kernel take
// at least until a crowd is back.
const [characters = ""] = process.argv.slice(2);
const result = { reset: false, rooms: [], updates: [], filler: "" };
const empty = JSON.stringify({ type: "reply", id: "sync", ok: true, result });
result.filler = "x".repeat(Math.max(0, Number(characters) - empty.length));
const answer = JSON.stringify({ type: "reply", id: "sync", ok: true, result });

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request, server) {
    const headers = { "Sec-WebSocket-Protocol": PROTOCOL };
    return server.upgrade(request, { headers }) ? undefined : new Response(null, { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    message: (socket) => void socket.send(answer),
  },
});
process.on("SIGTERM", () => process.exit(0));
console.log(`port ${server.port}`);
