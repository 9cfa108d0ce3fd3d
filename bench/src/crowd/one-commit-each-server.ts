import { Database } from "bun:sqlite";

// What most chat servers do: each message is stored by a transaction of its own, and acknowledged after it. The rows,
// the indexes and the frames are ours.
const [file = ""] = process.argv.slice(2);
const database = new Database(file, { create: true });
for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "cache_size = -16384"])
  database.run(`PRAGMA ${pragma}`);
database.run(
  `CREATE TABLE events (
     position INTEGER PRIMARY KEY, room_id TEXT NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
     account_id TEXT NOT NULL, device_id TEXT NOT NULL, client_id TEXT, number INTEGER, body TEXT) STRICT`,
);
database.run("CREATE UNIQUE INDEX events_by_seq ON events (room_id, seq)");
database.run("CREATE UNIQUE INDEX events_by_client_id ON events (room_id, device_id, client_id)");
const insert = database.prepare(
  `INSERT INTO events (room_id, seq, type, at, account_id, device_id, client_id, number, body)
   VALUES (?, ?, 'message.sent', ?, ?, ?, ?, ?, ?)`,
);

interface Sender {
  accountId: string;
  deviceId: string;
  seq: number;
}
interface SendMessage {
  id: string;
  command: { roomId: string; messageId: string; body: unknown };
}

const server = Bun.serve<Sender>({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request, server) {
    const data = { accountId: crypto.randomUUID(), deviceId: crypto.randomUUID(), seq: 0 };
    return server.upgrade(request, { data }) ? undefined : new Response(null, { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    message(socket, frame) {
      const { id, command } = JSON.parse(String(frame)) as SendMessage;
      const { roomId, messageId, body } = command;
      const { accountId, deviceId } = socket.data;
      socket.data.seq += 1;
      const { seq } = socket.data;
      const at = Date.now();
      insert.run(roomId, seq, at, accountId, deviceId, messageId, seq, JSON.stringify(body));
      const sender = { accountId, deviceId };
      const event = { type: "message.sent", seq, at, sender, number: seq, messageId, body };
      socket.send(JSON.stringify({ type: "event", roomId, position: seq, previous: seq - 1, event }));
      socket.send(JSON.stringify({ type: "reply", id, ok: true, result: { seq, number: seq, at } }));
    },
  },
});
process.on("SIGTERM", () => process.exit(0));
console.log(`port ${server.port}`);
