import { WebSocketServer } from "ws";

const ROOM_BYTES = "room-00000".length;

// A plain fan-out server, as most begin: the sockets of a room in a set, and a loop. Runs under Node.
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
const rooms = new Map();

server.on("connection", (socket, request) => {
  const of = new URL(request.url, "ws://here").searchParams.get("rooms")?.split(",") ?? [];
  for (const room of of) membersOf(room).add(socket);
  socket.on("message", (said) => {
    const frame = said.subarray(ROOM_BYTES);
    for (const member of membersOf(said.toString("latin1", 0, ROOM_BYTES)))
      member.send(frame, { binary: false });
  });
  socket.on("close", () => {
    for (const room of of) membersOf(room).delete(socket);
  });
});
server.on("listening", () => console.log(`port ${server.address().port}`));
process.on("SIGTERM", () => process.exit(0));

function membersOf(room) {
  const members = rooms.get(room) ?? new Set();
  rooms.set(room, members);
  return members;
}
