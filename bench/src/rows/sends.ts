import { countFlushes } from "../count-flushes.ts";
import { ONE_COMMIT_EACH } from "../crowd/one-commit-each.ts";
import { type PreparedCrowd, prepareCrowd } from "../crowd/prepare-crowd.ts";
import { SLOW_FLUSH_MS, slowFlushes } from "../slow-flushes.ts";
import { type Spread, spreadOf } from "../spread.ts";
import type { Effort, Figure, Row } from "./row.ts";
import { interleaveSends, type SendRounds, type SendRun, whileSending } from "./send-rounds.ts";

const SENDERS = 256;
const LEAST_PER_SECOND = 10_000;
const MOST_P99_MS = 50;
const LEAST_TIMES = 2.5;
/** Where the disk sets the pace, little varies. */
const SLOW_EFFORT = { rounds: 3, seconds: 3 };

/** How many messages go to the disk for good when many people write at once. */
export const sends: Row = {
  name: "sends",
  async measure(effort) {
    const crowd = await prepareCrowd({ students: effort.small ? 3 : SENDERS, missed: 0 });
    const measured = await interleaveSends(crowd, effort, []);
    const slowed = await interleaveSlowed(crowd, effort);
    const flushed = await countWhileSending(crowd, effort);
    const rejected = [...measured.rejected, ...slowed.rejected];
    const pairs = [...measured.pairs, ...slowed.pairs];
    return {
      row: this.name,
      title: `Durable sends: ${crowd.members.length} students, each writing into their own conversation with the school, which is heard by themselves only; each waits for its acknowledgement; ${effort.seconds} s a run`,
      figures: [
        ...figuresOf(measured, effort),
        ...(slowed.pairs.length > 0
          ? [besideOneCommitEach(`acknowledged, when a flush takes ${SLOW_FLUSH_MS} ms`, slowed, effort)]
          : []),
      ],
      notes: [
        flushed,
        slowed.note,
        `The crowd used ${percent(pairs.flatMap(({ ours, theirs }) => [ours, theirs]))} of its core.`,
        ...rejected.map(({ server, reasons }) => `Rejected, a run of ${server}: ${reasons.join("; ")}.`),
      ],
      growth: [],
      runs: pairs.flatMap(({ ours, theirs }) => [ours, theirs]),
    };
  },
};

function figuresOf(measured: SendRounds, effort: Effort): Figure[] {
  const ours = (figureOf: (run: SendRun) => number) =>
    spreadOf(measured.pairs.map((pair) => figureOf(pair.ours)));
  const judged = (meets: boolean) => (effort.small ? null : meets);
  const perSecond = ours((run) => run.perSecond);
  const p99 = ours(({ latencyMs }) => latencyMs.p99);
  const line = (what: string, unit: Figure["unit"], spread: Spread): Figure => ({
    what,
    unit,
    goal: "",
    ours: spread,
    peer: null,
    meetsGoal: null,
  });
  return [
    {
      ...line("acknowledged", "per second", perSecond),
      goal: `≥ ${LEAST_PER_SECOND.toLocaleString("en")}`,
      meetsGoal: judged(perSecond.median >= LEAST_PER_SECOND),
    },
    besideOneCommitEach("acknowledged", measured, effort),
    {
      ...line("send → acknowledged, p99", "ms", p99),
      goal: `≤ ${MOST_P99_MS} ms`,
      meetsGoal: judged(p99.median <= MOST_P99_MS),
    },
    line(
      "send → acknowledged, p50",
      "ms",
      ours(({ latencyMs }) => latencyMs.p50),
    ),
    line(
      "server CPU per message",
      "µs",
      ours((run) => run.serverMicrosecondsPerMessage),
    ),
  ];
}

function besideOneCommitEach(what: string, { pairs }: SendRounds, { small }: Effort): Figure {
  const ratio = spreadOf(pairs.map(({ ours, theirs }) => ours.perSecond / theirs.perSecond));
  return {
    what,
    unit: "per second",
    goal: `≥ ${LEAST_TIMES} × ${ONE_COMMIT_EACH.name}`,
    ours: spreadOf(pairs.map(({ ours }) => ours.perSecond)),
    peer: {
      ...ONE_COMMIT_EACH,
      figure: spreadOf(pairs.map(({ theirs }) => theirs.perSecond)),
      ratio,
    },
    meetsGoal: small ? null : ratio.median >= LEAST_TIMES,
  };
}

/** The same on a disk as schools have it; without pairs where that cannot be had. */
async function interleaveSlowed(
  crowd: PreparedCrowd,
  { rounds, seconds }: Effort,
): Promise<SendRounds & { note: string }> {
  const none = (why: string) => ({ pairs: [], rejected: [], note: `Slow flushes were not measured. ${why}` });
  const before = slowFlushes();
  if (before === null) return none("That needs the program strace, and leave to use it.");
  console.error(`  and when a flush takes ${SLOW_FLUSH_MS} ms:`);
  const short = {
    rounds: Math.min(rounds, SLOW_EFFORT.rounds),
    seconds: Math.min(seconds, SLOW_EFFORT.seconds),
  };
  try {
    const note = `A flush that takes ${SLOW_FLUSH_MS} ms is this machine's, made that much slower by strace, for both servers alike: as on a consumer's disk, which has to write before it may say so; ${short.seconds} s a run.`;
    return { ...(await interleaveSends(crowd, short, before)), note };
  } catch (error) {
    // What was measured without them counts all the same.
    return none(error instanceof Error ? error.message : String(error));
  }
}

/** In a run of its own, since being watched slows a server down. */
async function countWhileSending(crowd: PreparedCrowd, { seconds }: Effort): Promise<string> {
  return await whileSending(crowd, async (clients, serverId) => {
    let messages = 0;
    const counted = await countFlushes(serverId, async () => {
      messages = (await clients.send(seconds)).acknowledged;
    });
    if (!counted.ok) return counted.why;
    return `Counted by strace, in a run of its own: ${counted.flushes.toLocaleString("en")} flushes for ${messages.toLocaleString("en")} messages, ${(messages / Math.max(1, counted.flushes)).toFixed(1)} messages a flush.`;
  });
}

function percent(runs: readonly SendRun[]): string {
  const { least, most } = spreadOf(runs.map(({ processorShare }) => processorShare * 100));
  return `${least.toFixed(0)}–${most.toFixed(0)} %`;
}
