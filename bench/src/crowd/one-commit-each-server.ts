import { BareEvents, fileNamed } from "../peers/bare-events.ts";

// What most chat servers do: each message is stored by a transaction of its own, and acknowledged after it. The rows,
// the indexes and the frames are ours.
const events = new BareEvents(fileNamed(process.argv));

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
      const sender = { accountId, deviceId };
      events.store({ roomId, seq, at, ...sender, clientId: messageId, body: JSON.stringify(body) });
      const event = { type: "message.sent", seq, at, sender, number: seq, messageId, body };
      socket.send(JSON.stringify({ type: "event", roomId, position: seq, previous: seq - 1, event }));
      socket.send(JSON.stringify({ type: "reply", id, ok: true, result: { seq, number: seq, at } }));
    },
  },
});
process.on("SIGTERM", () => process.exit(0));
console.log(`port ${server.port}`);
