import { afterAll, expect, test } from "bun:test";
import { Bystander } from "../peers/bystander.ts";
import { converse } from "../peers/conversation.ts";
import { connectDriver } from "../peers/driver-peer.ts";
import { frameCases } from "../peers/frame-cases.ts";
import { RawPeer, upgradeOf } from "../peers/raw-peer.ts";
import { tryFrames, tryUpgrade } from "../peers/try-case.ts";
import { upgradeCases } from "../peers/upgrade-cases.ts";
import { connectWs } from "../peers/ws-peer.ts";
import { Program } from "../program/program.ts";
import { School } from "../program/school.ts";
import { tried } from "./tried.ts";

/** Of a second or two otherwise. */
const BUSY_MACHINE_MS = 60_000;

const program = await Program.start();
afterAll(() => program.close());
const school = await School.setUp(program);
const asha = await school.enrol("Asha");
const bystander = await Bystander.join(school);

test(
  "every frame, allowed or not, is answered as RFC 6455 says, and others are served after it (P24, P37)",
  async () => {
    const wrong: string[] = [];
    for (const frameCase of frameCases) {
      const answer = await tryFrames(asha, frameCase, "whole");
      if (answer) wrong.push(answer);
      if (!(await bystander.isServed())) wrong.push(`${frameCase.what}: the bystander was cut off`);
    }
    expect(wrong).toEqual([]);
    tried("WebSocket frames, allowed and not", frameCases.length);
  },
  BUSY_MACHINE_MS,
);

test(
  "every request for a WebSocket, proper or not, is answered, and others are served after it (P24)",
  async () => {
    const wrong: string[] = [];
    for (const upgradeCase of upgradeCases) {
      const answer = await tryUpgrade(asha, upgradeCase, "whole");
      if (answer) wrong.push(answer);
      if (!(await bystander.isServed())) wrong.push(`${upgradeCase.what}: the bystander was cut off`);
    }
    expect(wrong).toEqual([]);
    tried("upgrades to a WebSocket, proper and not", upgradeCases.length);
  },
  BUSY_MACHINE_MS,
);

test.each([
  ["ws", connectWs],
  ["websocket-driver", connectDriver],
] as const)(
  "the WebSocket client %s syncs, sends, hears, pings and closes",
  async (name, connect) => {
    const said = await converse(connect, school, asha);
    expect(await bystander.isServed()).toBe(true);
    tried(`said by the WebSocket client ${name}`, said);
  },
  BUSY_MACHINE_MS,
);

test(
  "what does not name the upgrade in Connection, for proxies on the way to see, does not become a WebSocket",
  async () => {
    const peer = new RawPeer(asha);
    peer.write(Buffer.from(upgradeOf(asha, { Connection: "keep-alive" })));
    await peer.next(() => peer.head !== null);
    expect(peer.head).toStartWith("HTTP/1.1 400");
    peer.drop();
  },
  BUSY_MACHINE_MS,
);
