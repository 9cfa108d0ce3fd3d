import { Generator } from "./generator/generator.ts";
import type { Offer, Offered } from "./generator/orders.ts";
import type { Layout } from "./layout.ts";
import type { Peer } from "./peers/peer.ts";
import { machineProcessorMs, processorMsOf } from "./processor-time.ts";
import type { Effort } from "./rows/row.ts";
import { MOST_MESSAGES } from "./stamp.ts";

/** Rooms, and how much is said in all of them together. */
export interface Load extends Layout {
  messagesPerSecond: number;
}

/** When messages are to be sent: in ms from the start of each part, ascending. */
export interface Schedule {
  /** A few people say so much that what runs for each message is compiled, as in a server that has run for hours. */
  warmUpMs: number[];
  /** Then all are there for a moment that does not count: arriving has a cost of its own. */
  settleMs: number[];
  measuredMs: number[];
}

/** One peer under one load, once. */
export interface Run extends Offered {
  peer: string;
  /** Processor time of the server, all its threads and child processes, for each delivery. */
  serverMicrosecondsPerDelivery: number;
  /** Of the whole machine, that neither the server nor the generator used. */
  othersShare: number;
}

/** A generator that is busier than this no longer measures the server alone. */
const MOST_GENERATOR_SHARE = 0.9;
/** So many people say so many times as much as will be said, but no more than any peer bears. */
const WARM_UP = { people: 10, times: 25, mostPerSecond: 500, seconds: 4 };
const SETTLE_SECONDS = 1;
/** Where only the bench itself is tried. */
const SMALL_WARM_UP_SECONDS = 0.2;

/** One for each round, so that all peers are offered the same. */
export function makeSchedule({ messagesPerSecond }: Load, { seconds, small }: Effort): Schedule {
  const warmUpPerSecond = Math.min(WARM_UP.mostPerSecond, WARM_UP.times * messagesPerSecond);
  return {
    warmUpMs: arrivals(warmUpPerSecond, small ? SMALL_WARM_UP_SECONDS : WARM_UP.seconds),
    settleMs: arrivals(messagesPerSecond, small ? SMALL_WARM_UP_SECONDS : SETTLE_SECONDS),
    measuredMs: arrivals(messagesPerSecond, seconds),
  };
}

/** Starts the peer, connects everybody, warms up, and measures. `frame`: as in `PeerOptions`. */
export async function runOnce(
  peer: Peer,
  layout: Layout,
  { warmUpMs, settleMs, measuredMs }: Schedule,
  frame: string | null,
): Promise<Run> {
  const { people, rooms, members } = layout;
  const server = await peer.start({ people, rooms, members, frame });
  const generator = new Generator();
  try {
    await generator.enter(peer, server.seats.slice(0, WARM_UP.people));
    await generator.offer({ first: 0, dueMs: warmUpMs });
    await generator.enter(peer, server.seats.slice(WARM_UP.people));
    await generator.offer({ first: warmUpMs.length, dueMs: settleMs });
    const offer = { first: warmUpMs.length + settleMs.length, dueMs: measuredMs };
    return { peer: peer.name, ...(await measure(generator, server.processId, offer)) };
  } finally {
    await generator.stop();
    await server.stop();
  }
}

/** When messages come: at random, as people write them, but as many in every run. In ms, ascending. */
export function arrivals(messagesPerSecond: number, seconds: number): number[] {
  const count = Math.round(messagesPerSecond * seconds);
  if (count > MOST_MESSAGES / 2) throw new Error(`At most ${MOST_MESSAGES / 2} messages can be numbered.`);
  return Array.from({ length: count }, () => Math.random() * seconds * 1_000).sort(
    (one, other) => one - other,
  );
}

/** Why the run does not count; empty when it does. */
export function whyRejected(run: Run): string[] {
  const reasons = run.failures.map((failure) => `failed: ${failure}`);
  if (run.lost > 0) reasons.push(`${run.lost} deliveries were lost`);
  if (run.misplaced > 0) reasons.push(`${run.misplaced} deliveries came out of order or twice`);
  if (run.processorShare > MOST_GENERATOR_SHARE) {
    reasons.push(`the generator used ${Math.round(run.processorShare * 100)} % of its core`);
  }
  return reasons;
}

async function measure(generator: Generator, serverId: number, offer: Offer): Promise<Omit<Run, "peer">> {
  const read = () => ({
    server: processorMsOf(serverId),
    generator: processorMsOf(generator.processId),
    machine: machineProcessorMs(),
    at: performance.now(),
  });
  const before = read();
  const offered = await generator.offer(offer);
  const after = read();
  const serverMs = after.server - before.server;
  const othersMs = after.machine - before.machine - serverMs - (after.generator - before.generator);
  return {
    ...offered,
    serverMicrosecondsPerDelivery: (serverMs * 1_000) / Math.max(1, offered.deliveries),
    othersShare: Math.max(0, othersMs) / ((after.at - before.at) * navigator.hardwareConcurrency),
  };
}
