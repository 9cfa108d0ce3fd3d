import { expect, test } from "bun:test";
import type { Peer } from "../peers/peer.ts";
import type { Run } from "../run.ts";
import { sampleRun } from "../samples.ts";
import { describeConditions } from "./conditions.ts";
import { deliveryCost } from "./delivery-cost.ts";
import { compare, type Round, type Rounds } from "./rounds.ts";

const peerNamed = (name: string): Peer => ({
  name,
  leavesOut: "durability",
  installation: { debianPackages: ["nginx", "libnginx-mod-nchan"], isThere: () => false },
  start: () => Promise.reject(new Error("not started")),
  connect: () => Promise.reject(new Error("not connected")),
});
const [raw, nchan, ejabberd] = [peerNamed("raw"), peerNamed("Nchan"), peerNamed("ejabberd")] as const;

const runOf = (peer: string, serverMicrosecondsPerDelivery: number): Run =>
  sampleRun({ peer, serverMicrosecondsPerDelivery });

const roundOf = (ours: number, theirs: Record<string, number>): Round => ({
  ours: runOf("Encrptalk", ours),
  peers: new Map(Object.entries(theirs).map(([name, cost]) => [name, runOf(name, cost)])),
});

const measured: Rounds = {
  rounds: [roundOf(6, { raw: 5 }), roundOf(9, { raw: 6 }), roundOf(20, {})],
  rejected: [{ peer: "ejabberd", reasons: ["3 deliveries were lost"], run: runOf("ejabberd", 80) }],
  absent: [nchan],
};

test("a ratio is taken within each round, and a round without the peer is in neither figure", () => {
  const { ours, peer } = compare(measured, raw, (run) => run.serverMicrosecondsPerDelivery);
  expect(ours).toEqual({ median: 7.5, least: 6, most: 9 });
  expect(peer?.ratio).toEqual({ median: 1.35, least: 1.2, most: 1.5 });
});

test("a peer of which no run counts does not void ours: its goal is not judged", () => {
  const effort = { rounds: 3, seconds: 1, small: false };
  const figure = deliveryCost(measured, { peer: ejabberd, mostTimes: 0.15 }, "cost", effort);
  expect(figure).toMatchObject({ ours: { median: 9 }, peer: null, meetsGoal: null });
});

test("who was not run, and whose runs do not count, is named", () => {
  const notes = describeConditions(measured).join("\n");
  expect(notes).toContain("Nchan was not run, because it is not installed: npm run bench -- --install-peers");
  expect(notes).toContain("Rejected, a run of ejabberd: 3 deliveries were lost.");
  expect(notes).toContain("ejabberd has no figure, because none of its runs counts.");
});
