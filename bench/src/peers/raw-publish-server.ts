const ROOM_CHARACTERS = "room-00000".length;

// The least a server can do: whatever one says in a room, all in it hear, by Bun's own topics.
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
    message: (_, said) =>
      void server.publish(String(said).slice(0, ROOM_CHARACTERS), String(said).slice(ROOM_CHARACTERS)),
  },
});
process.on("SIGTERM", () => process.exit(0));
console.log(`port ${server.port}`);
