import { describe, expect, test } from "bun:test";
import { Generator } from "../generator/generator.ts";
import { oneRoom } from "../layout.ts";
import { textOf } from "../stamp.ts";
import { encrptalk } from "./encrptalk.ts";
import { PEERS } from "./index.ts";

const FRAME = JSON.stringify({ type: "event", event: { body: { alg: "plain", text: textOf(0) } } });

describe.each(PEERS.filter((peer) => peer !== encrptalk).map((peer) => [peer.name, peer] as const))(
  "%s",
  (_, peer) => {
    test.skipIf(peer.installation?.isThere() === false)("lets all hear what each says", async () => {
      const server = await peer.start({ ...oneRoom(4), frame: FRAME });
      const generator = new Generator();
      try {
        await generator.enter(peer, server.seats);
        const dueMs = Array.from({ length: 12 }, (_, index) => index * 10);
        expect(await generator.offer({ first: 0, dueMs })).toMatchObject({
          deliveries: 48,
          lost: 0,
          misplaced: 0,
          failures: [],
        });
      } finally {
        await generator.stop();
        await server.stop();
      }
    });
  },
);
