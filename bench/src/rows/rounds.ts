import { encrptalk } from "../peers/encrptalk.ts";
import type { Peer } from "../peers/peer.ts";
import { arrivals, type Load, type Run, runOnce, whyRejected } from "../run.ts";
import { type Spread, spreadOf } from "../spread.ts";
import { type Effort, type Figure, NotMeasured } from "./row.ts";

/** Peers that ran one after another under one schedule: what may be compared. */
export interface Round {
  ours: Run;
  /** By name. */
  peers: Map<string, Run>;
}

export interface Rounds {
  rounds: Round[];
  /** Runs that do not count, and why. */
  rejected: { run: Run; reasons: string[] }[];
}

/** Above this the servers may have waited for a core, and then flush several messages at once. */
const NOISY_SHARE = 0.25;

/**
 * Runs ours and the peers in turn, A B A B …, so that what disturbs the machine disturbs all. A round with a rejected
 * run does not count; one on a busy machine counts only if there are not enough quiet ones after twice as many rounds.
 * Throws `NotMeasured` when none counts.
 */
export async function interleave(peers: readonly Peer[], load: Load, effort: Effort): Promise<Rounds> {
  const done: Rounds = { rounds: [], rejected: [] };
  const noisy: Round[] = [];
  for (let attempt = 0; attempt < 2 * effort.rounds && done.rounds.length < effort.rounds; attempt += 1) {
    const round = await runRound(peers, load, effort, done);
    if (round) (runsOf(round).some(isNoisy) ? noisy : done.rounds).push(round);
  }
  done.rounds.push(...noisy.slice(0, effort.rounds - done.rounds.length));
  if (done.rounds.length > 0) return done;
  const reasons = done.rejected.flatMap(({ run, reasons }) =>
    reasons.map((reason) => `${run.peer}: ${reason}`),
  );
  throw new NotMeasured(`No run counts.\n${[...new Set(reasons)].join("\n")}`);
}

async function runRound(
  peers: readonly Peer[],
  load: Load,
  effort: Effort,
  done: Rounds,
): Promise<Round | null> {
  const dueMs = arrivals(load, effort.seconds);
  const run = async (peer: Peer, frame: string | null) => {
    const run = await runOnce(peer, load, dueMs, frame);
    const reasons = whyRejected(run);
    console.error(progress(run, reasons));
    if (reasons.length > 0) done.rejected.push({ run, reasons });
    return reasons.length > 0 ? null : run;
  };
  const ours = await run(encrptalk, null);
  if (!ours) return null;
  const others = new Map<string, Run>();
  for (const peer of peers) {
    const theirs = await run(peer, ours.frame);
    if (!theirs) return null;
    others.set(peer.name, theirs);
  }
  return { ours, peers: others };
}

function progress(run: Run, reasons: readonly string[]): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const figures = [
    `${run.serverMicrosecondsPerDelivery.toFixed(2)} µs/delivery`,
    `p50 ${run.latencyMs.p50.toFixed(2)} ms`,
    `p99 ${run.latencyMs.p99.toFixed(2)} ms`,
    `generator ${percent(run.processorShare)} of a core`,
    `others ${percent(run.othersShare)} of the machine`,
  ];
  const verdict = reasons.length > 0 ? `: rejected, ${reasons.join("; ")}` : "";
  return `  ${run.peer.padEnd(22)} ${figures.join(" · ")}${verdict}`;
}

/** A figure of ours beside a peer's. The ratio is taken within each round. */
export function compare(
  { rounds }: Rounds,
  peer: Peer,
  figureOf: (run: Run) => number,
): Pick<Figure, "ours" | "peer"> {
  const pairs = rounds.flatMap(({ ours, peers }) => {
    const theirs = peers.get(peer.name);
    return theirs ? [{ ours: figureOf(ours), theirs: figureOf(theirs) }] : [];
  });
  return {
    ours: spreadOf(pairs.map(({ ours }) => ours)),
    peer: {
      name: peer.name,
      leavesOut: peer.leavesOut ?? "nothing",
      figure: spreadOf(pairs.map(({ theirs }) => theirs)),
      ratio: spreadOf(pairs.map(({ ours, theirs }) => ours / theirs)),
    },
  };
}

/** All runs of a round, ours first. */
export const runsOf = ({ ours, peers }: Round): Run[] => [ours, ...peers.values()];

const isNoisy = ({ othersShare }: Run): boolean => othersShare > NOISY_SHARE;

/** What tells how far the figures can be trusted. */
export function describeConditions({ rounds, rejected }: Rounds): string[] {
  const runs = rounds.flatMap(runsOf);
  const range = ({ least, most }: Spread, digits = 0) => `${least.toFixed(digits)}–${most.toFixed(digits)}`;
  const percent = (of: (run: Run) => number) => range(spreadOf(runs.map((run) => of(run) * 100)));
  const bytes = [...new Set(runs.map(({ bytesPerDelivery }) => Math.round(bytesPerDelivery)))];
  return [
    `${rounds.length} rounds count; ${runs.reduce((sum, { deliveries }) => sum + deliveries, 0).toLocaleString("en")} deliveries of ${bytes.join(" or ")} bytes, each one counted.`,
    `The generator used ${percent(({ processorShare }) => processorShare)} % of its core, and sent 99 in 100 messages at most ${range(spreadOf(runs.map(({ sentLateMs }) => sentLateMs)), 1)} ms late; other programs used ${percent(({ othersShare }) => othersShare)} % of the machine.`,
    ...(runs.some(isNoisy)
      ? ["Other programs kept this machine busy, so these figures are rough: repeat when it is quiet."]
      : []),
    ...rejected.map(({ run, reasons }) => `Rejected, a run of ${run.peer}: ${reasons.join("; ")}.`),
  ];
}
