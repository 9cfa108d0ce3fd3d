import { BARE_ANSWERS, startBareAnswers } from "../crowd/bare-answers.ts";
import type { Arrived, Seat } from "../crowd/orders.ts";
import type { CrowdMember, PreparedCrowd } from "../crowd/prepare-crowd.ts";
import { ProtocolClients } from "../crowd/protocol-clients.ts";
import { processorMsOf } from "../processor-time.ts";
import { startOurServer } from "../school/our-server.ts";
import { makeWorkingCopy } from "../school/working-copy.ts";
import { percentile } from "../spread.ts";
import { NotMeasured } from "./row.ts";

/** Where the clients missed something: there they are as before, everywhere else as after it. */
export type StormKind = "one room" | "own rooms";

export interface StormRun extends Omit<Arrived, "liveMs"> {
  kind: StormKind;
  server: string;
  liveMs: { p50: number; p99: number; all: number };
  /** Processor time, all threads, for each client. */
  serverMicrosecondsPerClient: number;
}

/** Ours, and beside it a bare server that answers with as many characters. */
export interface StormPair {
  ours: StormRun;
  theirs: StormRun;
}

export async function runPair(crowd: PreparedCrowd, kind: StormKind, clients: number): Promise<StormPair> {
  const ours = await runOurs(crowd, kind, clients);
  const { found: port, ...server } = await startBareAnswers(ours.characters / clients);
  const seats = seatsOf(crowd, kind, clients).map((seat) => ({ ...seat, heads: [] }));
  const running = { ...server, url: `ws://127.0.0.1:${port}` };
  const theirs = await storm(running, seats, { kind, server: BARE_ANSWERS.name, sayIn: null });
  return { ours, theirs };
}

export async function runOurs(crowd: PreparedCrowd, kind: StormKind, clients: number): Promise<StormRun> {
  const copy = makeWorkingCopy(crowd.data);
  try {
    const server = await startOurServer(copy.data);
    const running = { ...server, url: `ws://${server.host}/ws` };
    const as = { kind, server: "Encrptalk", sayIn: crowd.everyoneId };
    return await storm(running, seatsOf(crowd, kind, clients), as);
  } finally {
    copy.remove();
  }
}

interface Running {
  processId: number;
  url: string;
  stop(): Promise<void>;
}

/** Stops the server, too. */
async function storm(
  running: Running,
  seats: readonly Seat[],
  { sayIn, ...as }: Pick<StormRun, "kind" | "server"> & { sayIn: PreparedCrowd["everyoneId"] | null },
): Promise<StormRun> {
  const process = new ProtocolClients();
  try {
    const before = processorMsOf(running.processId);
    const { liveMs, ...arrived } = await process.arrive(running.url, seats, sayIn);
    const serverMs = processorMsOf(running.processId) - before;
    if (arrived.failures.length > 0)
      throw new NotMeasured(`Clients could not come back: ${arrived.failures.slice(0, 3).join("; ")}`);
    const sorted = Float64Array.from(liveMs);
    const run: StormRun = {
      ...arrived,
      ...as,
      liveMs: { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), all: percentile(sorted, 1) },
      serverMicrosecondsPerClient: (serverMs * 1_000) / seats.length,
    };
    console.error(progress(run));
    return run;
  } finally {
    await process.stop();
    await running.stop();
  }
}

const progress = ({ server, kind, clients, liveMs, lost, doubled, ...run }: StormRun): string =>
  `  ${server.padEnd(15)} ${kind}, ${clients} clients: half live after ${(liveMs.p50 / 1_000).toFixed(2)} s, all after ${(liveMs.all / 1_000).toFixed(2)} s · lost ${lost}, doubled ${doubled} · server ${run.serverMicrosecondsPerClient.toFixed(0)} µs a client · clients' process ${Math.round(run.processorShare * 100)} % of a core`;

const seatsOf = (crowd: PreparedCrowd, kind: StormKind, clients: number): Seat[] =>
  crowd.members.slice(0, clients).map((member) => seatOf(member, kind, crowd));

function seatOf(member: CrowdMember, kind: StormKind, { everyoneId }: PreparedCrowd): Seat {
  const rooms = member.after.rooms.map((after) =>
    (after.roomId === everyoneId) === (kind === "one room")
      ? (member.before.rooms.find(({ roomId }) => roomId === after.roomId) ?? after)
      : after,
  );
  return {
    token: member.token,
    roomId: member.roomId,
    known: { ...member.after, rooms },
    heads: member.after.rooms,
  };
}
