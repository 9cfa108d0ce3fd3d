import { afterAll, describe, expect, test } from "bun:test";
import { CLOSE, MAX_CONNECTIONS_PER_ACCOUNT, MAX_FRAME_BYTES, mayReturn } from "@encrptalk/protocol";
import { FakeClock } from "../src/testing/fake-clock.ts";
import type { Peer } from "./peer.ts";
import { refusalOf, School } from "./school.ts";

const clock = new FakeClock();
const { school, rao } = await School.open({ clock, config: { commandsPerSecond: 20 } });
afterAll(() => school.close());
const asha = await school.enrol(rao, "Asha Verma");
const room = await asha.defaultRoom();

describe("limits (P37)", () => {
  test("commands come in bursts and at a rate, and the refusal says when to try again", async () => {
    const peer = await asha.live();
    clock.pass(60_000);
    const replies = await Promise.all(Array.from({ length: 80 }, () => peer.ask({ type: "beat" })));
    const refused = replies.filter(({ ok }) => !ok);
    expect(refused).toHaveLength(20);
    expect(refused[0]).toMatchObject({ error: { code: "rate-limited", retry: true, retryAfterMs: 50 } });
    clock.pass(50);
    expect(await peer.ask({ type: "beat" })).toMatchObject({ ok: true });
    peer.close();
  });

  test("of an account hold over all its connections", async () => {
    clock.pass(60_000);
    const peers = await Promise.all(Array.from({ length: 3 }, () => asha.live()));
    clock.pass(10_000);
    const replies = await Promise.all(
      peers.flatMap((peer) => Array.from({ length: 50 }, () => peer.ask({ type: "beat" }))),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(120);
    for (const peer of peers) peer.close();
  });

  test("of an account hold for its HTTP requests too, pages included", async () => {
    clock.pass(60_000);
    const bySocket = await asha.live();
    const replies = await Promise.all(Array.from({ length: 59 }, () => bySocket.ask({ type: "beat" })));
    expect(replies.every(({ ok }) => ok)).toBe(true);
    const page = () => school.fetch("GET", `/api/rooms/${room}/events?limit=1`, asha.headers);
    const pages = await Promise.all(Array.from({ length: 61 }, page));
    const refused = pages.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.headers.get("retry-after")).toBe("1");
    expect(await refused[0]?.json()).toMatchObject({ error: { code: "rate-limited", retryAfterMs: 25 } });
    expect(await refusalOf(asha.command({ type: "beat" }))).toBe("rate-limited");
    clock.pass(25);
    expect((await page()).status).toBe(200);
    bySocket.close();
  });

  test("who goes on in spite of it is sent away for a while, and others notice nothing (P24)", async () => {
    clock.pass(60_000);
    const abuser = await asha.live();
    const bystander = await rao.live();
    for (let i = 0; i < 2_000; i++) {
      // Time passes, and a few are let through again and again.
      if (i % 100 === 0) clock.pass(100);
      abuser.socket.send('{"id":"x","command":{"type":"beat"}}');
      if (i % 100 === 99) await bystander.settle();
    }
    expect(await abuser.closed).toBe(CLOSE.flooding);
    expect(mayReturn(CLOSE.flooding)).toBe(true);
    expect(await bystander.ask({ type: "beat" })).toMatchObject({ ok: true });
    bystander.close();
  });

  test("a flood of large commands was read before it was refused, at the cost of a whole core", async () => {
    clock.pass(60_000);
    const peer = await asha.live();
    clock.pass(60_000);
    const requests = Array.from({ length: 80 }, () => peer.ask({ type: "nonsense" }));
    const codes = (await Promise.all(requests)).map((reply) => (reply.ok ? "" : reply.error.code));
    // Only what was read is known to be nonsense.
    expect(codes.filter((code) => code === "unknown-command")).toHaveLength(60);
    expect(codes.filter((code) => code === "rate-limited")).toHaveLength(20);
    expect(await peer.ask({ type: "beat", note: "id" })).toMatchObject({ error: { code: "rate-limited" } });
    peer.socket.send('{"command":{"type":"beat"}}');
    expect(await peer.closed).toBe(CLOSE.malformed);
  });

  test("who was sent away for a flood came back at once and had as many refusals again (P24)", async () => {
    clock.pass(60_000);
    const abuser = await asha.live();
    const flood = ({ socket }: Peer) => {
      for (let i = 0; i < 500; i++) socket.send('{"id":"x","command":{"type":"beat"}}');
    };
    flood(abuser);
    expect(await abuser.closed).toBe(CLOSE.flooding);
    const again = await asha.connect();
    flood(again);
    expect(await again.closed).toBe(CLOSE.flooding);
    const refusals = again.heard("reply").filter(({ ok }) => !ok);
    expect(refusals).toHaveLength(0);
  });

  test("a flood of pings went past the limits, at the cost of others' answers (P24)", async () => {
    clock.pass(60_000);
    const chatty = await asha.live();
    for (let i = 0; i < 200; i++) chatty.socket.ping();
    await chatty.settle();
    for (let i = 0; i < 200; i++) chatty.socket.ping("hello?");
    expect(await chatty.closed).toBe(CLOSE.flooding);
    clock.pass(60_000);
    const uncalledFor = await asha.live();
    for (let i = 0; i < 400; i++) uncalledFor.socket.pong();
    expect(await uncalledFor.closed).toBe(CLOSE.flooding);
  });

  test("a frame or a body over 64 KB is refused, one of 64 KB is read", async () => {
    clock.pass(60_000);
    const peer = await asha.live();
    peer.socket.send(`"${"x".repeat(MAX_FRAME_BYTES)}"`);
    expect([1006, 1009]).toContain(await peer.closed);

    const padded = (bytes: number) => {
      const request = JSON.stringify({ id: "1", command: { type: "beat" } });
      return request + " ".repeat(bytes - request.length);
    };
    const post = (body: string) => school.fetch("POST", "/api/commands", asha.headers, body);
    expect((await post(padded(MAX_FRAME_BYTES))).status).toBe(200);
    const refused = await post(padded(MAX_FRAME_BYTES + 1));
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ error: { code: "too-large" } });
  });

  test("an account has twenty connections, and the next is told so (P24)", async () => {
    clock.pass(60_000);
    const peers: Peer[] = [];
    for (let i = 0; i < MAX_CONNECTIONS_PER_ACCOUNT; i++) peers.push(await asha.connect());
    const tooMany = await asha.connect();
    expect(await tooMany.closed).toBe(CLOSE.tooManyConnections);
    for (const peer of peers) peer.close();
    await Promise.all(peers.map(({ closed }) => closed));
  });
});

test("a text of many bytes but few characters still fits a frame (P8)", async () => {
  clock.pass(60_000);
  expect(await refusalOf(asha.command(asha.message(room, "€".repeat(8_000))))).toBeNull();
});

test("a name of few characters is not many bytes (P37)", async () => {
  clock.pass(60_000);
  const title = `Z${"\u0301".repeat(1_000)}algo`;
  expect(await refusalOf(rao.command({ type: "room.create", title }))).toBe("malformed");
});
