import { ONE_COMMIT_EACH, startOneCommitEach } from "../crowd/one-commit-each.ts";
import type { Seat, Sent } from "../crowd/orders.ts";
import type { PreparedCrowd } from "../crowd/prepare-crowd.ts";
import { ProtocolClients } from "../crowd/protocol-clients.ts";
import { processorMsOf } from "../processor-time.ts";
import { startOurServer } from "../school/our-server.ts";
import { makeWorkingCopy } from "../school/working-copy.ts";
import { type Effort, NotMeasured } from "./row.ts";

/** A crowd that is busier than this no longer measures the server alone. */
const MOST_CROWD_SHARE = 0.9;
/** Before what counts, so that what runs for each message is compiled. */
const WARM_UP_SECONDS = 3;

export interface SendRun extends Sent {
  server: string;
  perSecond: number;
  /** Processor time, all threads, for each message. */
  serverMicrosecondsPerMessage: number;
}

export interface SendRounds {
  pairs: { ours: SendRun; theirs: SendRun }[];
  rejected: { server: string; reasons: string[] }[];
}

interface Running {
  processId: number;
  url: string;
  seats: Seat[];
  stop(): Promise<void>;
}

/**
 * Ours and one commit per message in turn, A B A B …, until there are enough that count. `before`: what the commands of
 * both begin with. Throws `NotMeasured` when none counts.
 */
export async function interleaveSends(
  crowd: PreparedCrowd,
  { rounds, seconds }: Pick<Effort, "rounds" | "seconds">,
  before: readonly string[],
): Promise<SendRounds> {
  const { pairs, rejected }: SendRounds = { pairs: [], rejected: [] };
  const counts = (run: SendRun) => {
    const reasons = whyRejected(run);
    console.error(
      `  ${run.server.padEnd(22)} ${Math.round(run.perSecond)} per second · p99 ${run.latencyMs.p99.toFixed(1)} ms · server ${run.serverMicrosecondsPerMessage.toFixed(0)} µs a message · crowd ${Math.round(run.processorShare * 100)} % of a core${reasons.length > 0 ? `: rejected, ${reasons.join("; ")}` : ""}`,
    );
    if (reasons.length > 0) rejected.push({ server: run.server, reasons });
    return reasons.length === 0;
  };
  for (let attempt = 0; attempt < 2 * rounds && pairs.length < rounds; attempt += 1) {
    const ours = await runOnce("Encrptalk", await startOurs(crowd, before), seconds);
    const theirs = await runOnce(ONE_COMMIT_EACH.name, await startTheirs(crowd, before), seconds);
    if (counts(ours) && counts(theirs)) pairs.push({ ours, theirs });
  }
  if (pairs.length > 0) return { pairs, rejected };
  const reasons = rejected.flatMap(({ server, reasons }) => reasons.map((reason) => `${server}: ${reason}`));
  throw new NotMeasured(`No run counts.\n${[...new Set(reasons)].join("\n")}`);
}

/** Ours, with its senders, warmed up; stopped when `act` is done. */
export async function whileSending<Result>(
  crowd: PreparedCrowd,
  act: (clients: ProtocolClients, serverId: number) => Promise<Result>,
): Promise<Result> {
  const server = await startOurs(crowd, []);
  return await withClients(server, (clients) => act(clients, server.processId));
}

function whyRejected({ lost, doubled, failures, processorShare }: SendRun): string[] {
  const reasons = failures.map((failure) => `failed: ${failure}`);
  if (lost > 0) reasons.push(`${lost} messages were lost`);
  if (doubled > 0) reasons.push(`${doubled} messages came twice`);
  if (processorShare > MOST_CROWD_SHARE)
    reasons.push(`the crowd used ${Math.round(processorShare * 100)} % of its core`);
  return reasons;
}

async function startOurs(crowd: PreparedCrowd, before: readonly string[]): Promise<Running> {
  const copy = makeWorkingCopy(crowd.data);
  const server = await startOurServer(copy.data, before);
  return {
    processId: server.processId,
    url: `ws://${server.host}/ws`,
    seats: crowd.members.map(({ token, roomId, after }) => ({
      token,
      roomId,
      known: after,
      heads: after.rooms,
    })),
    async stop() {
      await server.stop();
      copy.remove();
    },
  };
}

async function startTheirs({ members }: PreparedCrowd, before: readonly string[]): Promise<Running> {
  const { found: port, ...server } = await startOneCommitEach(before);
  const seats = members.map(({ roomId }) => ({ token: "", roomId, known: null, heads: [] }));
  return { ...server, url: `ws://127.0.0.1:${port}`, seats };
}

async function runOnce(name: string, server: Running, seconds: number): Promise<SendRun> {
  return await withClients(server, async (clients) => {
    const before = processorMsOf(server.processId);
    const sent = await clients.send(seconds);
    const serverMs = processorMsOf(server.processId) - before;
    return {
      ...sent,
      server: name,
      perSecond: sent.acknowledged / sent.seconds,
      serverMicrosecondsPerMessage: (serverMs * 1_000) / Math.max(1, sent.acknowledged),
    };
  });
}

/** Stops the server, too. */
async function withClients<Result>(
  server: Running,
  act: (clients: ProtocolClients) => Promise<Result>,
): Promise<Result> {
  const clients = new ProtocolClients();
  try {
    const { failures } = await clients.arrive(server.url, server.seats);
    if (failures.length > 0) throw new NotMeasured(`The senders could not connect: ${failures.join("; ")}`);
    await clients.send(WARM_UP_SECONDS);
    return await act(clients);
  } finally {
    await clients.stop();
    await server.stop();
  }
}
