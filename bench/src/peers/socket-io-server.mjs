import { createServer } from "node:http";
import { Server } from "socket.io";

// Relays to the room what somebody says in it. Runs under Node, as Socket.IO's own documentation sets it up, without
// the transports and the compression that would cost more.
const http = createServer();
const server = new Server(http, {
  transports: ["websocket"],
  serveClient: false,
  perMessageDeflate: false,
});

server.on("connection", (socket) => {
  socket.join(socket.handshake.auth.rooms);
  socket.on("say", (room, event) => server.to(room).emit("message", event));
});
http.listen(0, "127.0.0.1", () => console.log(`port ${http.address().port}`));
process.on("SIGTERM", () => process.exit(0));
