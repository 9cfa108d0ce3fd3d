import { expect, test } from "bun:test";
import type { RoomId } from "@encrptalk/protocol";
import { Client } from "./client.ts";
import type { Seat } from "./orders.ts";

const roomId = "a room" as RoomId;
const place = { roomId, seq: 1, position: 1 };
const seat: Seat = {
  token: "any",
  known: { epoch: null, school: 0, account: 0, rooms: [place] },
  roomId,
  heads: [place],
};

const EVENT = { type: "event", roomId, position: 2, previous: 1, event: { seq: 2 } };
const SAID = { type: "reply", id: "m1", ok: true, result: { number: 1 } };
const update = { roomId, status: "events", events: [], head: 1, position: 1 };
const SYNCED = {
  type: "reply",
  id: "sync",
  ok: true,
  result: { reset: false, rooms: [], updates: [update] },
};

test("what was heard and looked at before a late answer to sync is applied after it", async () => {
  // Keeps the first sync waiting.
  const answers = [EVENT, SAID, SYNCED].values();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request, server) => (server.upgrade(request) ? undefined : new Response()),
    websocket: {
      message(socket) {
        socket.send(JSON.stringify(answers.next().value));
      },
    },
  });
  const client = await Client.connect(`ws://127.0.0.1:${server.port}`, seat, () => {});
  void client.catchUp();
  await client.say();
  expect(client.read()).toEqual({ lost: 0, doubled: 0 });
  await client.catchUp();
  expect(client.read()).toEqual({ lost: 0, doubled: 0 });
  expect(client.seqIn(roomId)).toBe(2);
  client.leave();
  await server.stop();
});
