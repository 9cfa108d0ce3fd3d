// The least a server can do: whatever one says, all hear, by Bun's own topics.
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request, server) {
    return server.upgrade(request) ? undefined : new Response(null, { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    open: (socket) => void socket.subscribe("room"),
    message: (_, frame) => void server.publish("room", frame),
  },
});
process.on("SIGTERM", () => process.exit(0));
console.log(`port ${server.port}`);
