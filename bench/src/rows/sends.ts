import { countFlushes } from "../count-flushes.ts";
import { ONE_COMMIT_EACH, startOneCommitEach } from "../crowd/one-commit-each.ts";
import type { Seat, Sent } from "../crowd/orders.ts";
import { type PreparedCrowd, prepareCrowd } from "../crowd/prepare-crowd.ts";
import { ProtocolClients } from "../crowd/protocol-clients.ts";
import { processorMsOf } from "../processor-time.ts";
import { startOurServer } from "../school/our-server.ts";
import { makeWorkingCopy } from "../school/working-copy.ts";
import { spreadOf } from "../spread.ts";
import { type Effort, type Figure, NotMeasured, type Row } from "./row.ts";

const SENDERS = 256;
const LEAST_PER_SECOND = 10_000;
const MOST_P99_MS = 50;
const LEAST_TIMES = 2.5;
/** A crowd that is busier than this no longer measures the server alone. */
const MOST_CROWD_SHARE = 0.9;
/** Before what counts, so that what runs for each message is compiled. */
const WARM_UP_SECONDS = 3;

interface Run extends Sent {
  server: string;
  perSecond: number;
  /** Processor time, all threads, for each message. */
  serverMicrosecondsPerMessage: number;
}

interface Running {
  processId: number;
  url: string;
  seats: Seat[];
  stop(): Promise<void>;
}

/** How many messages go to the disk for good when many people write at once. */
export const sends: Row = {
  name: "sends",
  async measure(effort) {
    const crowd = await prepareCrowd({ students: effort.small ? 3 : SENDERS, missed: 0 });
    const { pairs, rejected } = await interleave(crowd, effort);
    const flushed = await countWhileSending(crowd, effort);
    const ours = (figureOf: (run: Run) => number) => spreadOf(pairs.map((pair) => figureOf(pair.ours)));
    const judged = (meets: boolean) => (effort.small ? null : meets);
    const perSecond = ours((run) => run.perSecond);
    const p99 = ours(({ latencyMs }) => latencyMs.p99);
    const ratio = spreadOf(pairs.map(({ ours, theirs }) => ours.perSecond / theirs.perSecond));
    const figure = (
      what: string,
      unit: Figure["unit"],
      goal: string,
      spread: Figure["ours"],
      meetsGoal: boolean | null,
    ): Figure => ({ what, unit, goal, ours: spread, peer: null, meetsGoal });
    return {
      row: this.name,
      title: `Durable sends: ${crowd.members.length} students, each writing into their own conversation with the school, which is heard by themselves only; each waits for its acknowledgement; ${effort.seconds} s a run`,
      figures: [
        figure(
          "acknowledged",
          "per second",
          `≥ ${LEAST_PER_SECOND.toLocaleString("en")}`,
          perSecond,
          judged(perSecond.median >= LEAST_PER_SECOND),
        ),
        {
          ...figure(
            "acknowledged",
            "per second",
            `≥ ${LEAST_TIMES} × ${ONE_COMMIT_EACH.name}`,
            perSecond,
            judged(ratio.median >= LEAST_TIMES),
          ),
          peer: {
            ...ONE_COMMIT_EACH,
            figure: spreadOf(pairs.map(({ theirs }) => theirs.perSecond)),
            ratio,
          },
        },
        figure(
          "send → acknowledged, p99",
          "ms",
          `≤ ${MOST_P99_MS} ms`,
          p99,
          judged(p99.median <= MOST_P99_MS),
        ),
        figure(
          "send → acknowledged, p50",
          "ms",
          "",
          ours(({ latencyMs }) => latencyMs.p50),
          null,
        ),
        figure(
          "server CPU per message",
          "µs",
          "",
          ours((run) => run.serverMicrosecondsPerMessage),
          null,
        ),
      ],
      notes: [
        flushed,
        `The crowd used ${percent(pairs.flatMap(({ ours, theirs }) => [ours, theirs]))} of its core.`,
        ...rejected.map(({ server, reasons }) => `Rejected, a run of ${server}: ${reasons.join("; ")}.`),
      ],
      growth: [],
      runs: pairs.flatMap(({ ours, theirs }) => [ours, theirs]),
    };
  },
};

interface Rejected {
  server: string;
  reasons: string[];
}

/** A B A B …, until there are enough that count. */
async function interleave(
  crowd: PreparedCrowd,
  { rounds, seconds }: Effort,
): Promise<{ pairs: { ours: Run; theirs: Run }[]; rejected: Rejected[] }> {
  const pairs: { ours: Run; theirs: Run }[] = [];
  const rejected: Rejected[] = [];
  const counts = (run: Run) => {
    const reasons = whyRejected(run);
    console.error(
      `  ${run.server.padEnd(22)} ${Math.round(run.perSecond)} per second · p99 ${run.latencyMs.p99.toFixed(1)} ms · server ${run.serverMicrosecondsPerMessage.toFixed(0)} µs a message · crowd ${Math.round(run.processorShare * 100)} % of a core${reasons.length > 0 ? `: rejected, ${reasons.join("; ")}` : ""}`,
    );
    if (reasons.length > 0) rejected.push({ server: run.server, reasons });
    return reasons.length === 0;
  };
  for (let attempt = 0; attempt < 2 * rounds && pairs.length < rounds; attempt += 1) {
    const ours = await runOnce("Encrptalk", await startOurs(crowd), seconds);
    const theirs = await runOnce(ONE_COMMIT_EACH.name, await startTheirs(crowd), seconds);
    if (counts(ours) && counts(theirs)) pairs.push({ ours, theirs });
  }
  if (pairs.length > 0) return { pairs, rejected };
  const reasons = rejected.flatMap(({ server, reasons }) => reasons.map((reason) => `${server}: ${reason}`));
  throw new NotMeasured(`No run counts.\n${[...new Set(reasons)].join("\n")}`);
}

function whyRejected({ lost, doubled, failures, processorShare }: Run): string[] {
  const reasons = failures.map((failure) => `failed: ${failure}`);
  if (lost > 0) reasons.push(`${lost} messages were lost`);
  if (doubled > 0) reasons.push(`${doubled} messages came twice`);
  if (processorShare > MOST_CROWD_SHARE)
    reasons.push(`the crowd used ${Math.round(processorShare * 100)} % of its core`);
  return reasons;
}

async function startOurs(crowd: PreparedCrowd): Promise<Running> {
  const copy = makeWorkingCopy(crowd.data);
  const server = await startOurServer(copy.data);
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

async function startTheirs({ members }: PreparedCrowd): Promise<Running> {
  const { found: url, ...server } = await startOneCommitEach();
  const seats = members.map(({ roomId }) => ({ token: "", roomId, known: null, heads: [] }));
  return { ...server, url, seats };
}

async function runOnce(name: string, server: Running, seconds: number): Promise<Run> {
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

/** In a run of its own, since being watched slows a server down. */
async function countWhileSending(crowd: PreparedCrowd, { seconds }: Effort): Promise<string> {
  const server = await startOurs(crowd);
  return await withClients(server, async (clients) => {
    let messages = 0;
    const counted = await countFlushes(server.processId, async () => {
      messages = (await clients.send(seconds)).acknowledged;
    });
    if (!counted.ok) return counted.why;
    return `Counted by strace, in a run of its own: ${counted.flushes.toLocaleString("en")} flushes for ${messages.toLocaleString("en")} messages, ${(messages / Math.max(1, counted.flushes)).toFixed(1)} messages a flush.`;
  });
}

function percent(runs: readonly Run[]): string {
  const { least, most } = spreadOf(runs.map(({ processorShare }) => processorShare * 100));
  return `${least.toFixed(0)}–${most.toFixed(0)} %`;
}
