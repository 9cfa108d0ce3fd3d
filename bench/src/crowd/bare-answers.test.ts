import { expect, test } from "bun:test";
import type { RoomId } from "@encrptalk/protocol";
import { startBareAnswers } from "./bare-answers.ts";
import type { Seat } from "./orders.ts";
import { ProtocolClients } from "./protocol-clients.ts";

test("a crowd that comes to the bare server is live, and has as many characters as it was told to send", async () => {
  const known = { epoch: null, school: 0, account: 0, rooms: [] };
  const seat: Seat = { token: "any", known, roomId: "a room" as RoomId, heads: [] };
  const server = await startBareAnswers(5_000);
  const clients = new ProtocolClients();
  try {
    const arrived = await clients.arrive(`ws://127.0.0.1:${server.found}`, [seat, seat, seat]);
    expect(arrived).toMatchObject({ characters: 15_000, lost: 0, doubled: 0, failures: [] });
    expect(arrived.liveMs).toHaveLength(3);
  } finally {
    await clients.stop();
    await server.stop();
  }
});
