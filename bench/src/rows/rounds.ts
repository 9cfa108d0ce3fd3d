import { encrptalk } from "../peers/encrptalk.ts";
import type { Peer } from "../peers/peer.ts";
import { type Load, makeSchedule, type Run, runOnce, type Schedule, whyRejected } from "../run.ts";
import { spreadOf } from "../spread.ts";
import { type Effort, type Figure, NotMeasured } from "./row.ts";

/** Peers that ran one after another under one schedule: what may be compared. */
export interface Round {
  ours: Run;
  /** By name. */
  peers: Map<string, Run>;
}

/** A run that does not count, and why. */
interface Rejected {
  peer: string;
  reasons: string[];
  /** `null` when it did not come to an end. */
  run: Run | null;
}

export interface Rounds {
  rounds: Round[];
  rejected: Rejected[];
  /** Peers that are not on this machine. */
  absent: Peer[];
}

/** Above this the servers may have waited for a core, and then flush several messages at once. */
const NOISY_SHARE = 0.25;
/** A peer whose first runs do not count, so many, does not bear this load. */
const TRIES = 2;
/** Instead of those that do not count. */
const MOST_MORE_ROUNDS = 2;

/**
 * Runs ours and the peers in turn, A B C A B C …, so that what disturbs the machine disturbs all. A round in which ours
 * is rejected does not count; a peer's rejected run is missing in its round. A round on a busy machine counts only if
 * there are not enough quiet ones after some rounds more. Throws `NotMeasured` when none counts.
 */
export async function interleave(peers: readonly Peer[], load: Load, effort: Effort): Promise<Rounds> {
  const isThere = (peer: Peer) => peer.installation?.isThere() ?? true;
  const done: Rounds = { rounds: [], rejected: [], absent: peers.filter((peer) => !isThere(peer)) };
  const present = peers.filter(isThere);
  const noisy: Round[] = [];
  for (let attempt = 0; attempt < mostRounds(effort) && done.rounds.length < effort.rounds; attempt += 1) {
    const bearing = present.filter((peer) => !hasFailed(peer, [...done.rounds, ...noisy], done.rejected));
    const round = await runRound(bearing, load, makeSchedule(load, effort), done.rejected);
    if (round) (!effort.small && runsOf(round).some(isNoisy) ? noisy : done.rounds).push(round);
  }
  done.rounds.push(...noisy.slice(0, effort.rounds - done.rounds.length));
  if (done.rounds.length > 0) return done;
  const reasons = done.rejected.flatMap(({ peer, reasons }) => reasons.map((reason) => `${peer}: ${reason}`));
  throw new NotMeasured(`No run counts.\n${[...new Set(reasons)].join("\n")}`);
}

const mostRounds = ({ rounds }: Effort): number => rounds + Math.min(rounds, MOST_MORE_ROUNDS);

function hasFailed({ name }: Peer, rounds: readonly Round[], rejected: readonly Rejected[]): boolean {
  return (
    !rounds.some(({ peers }) => peers.has(name)) &&
    rejected.filter(({ peer }) => peer === name).length >= TRIES
  );
}

/** `null` when ours was rejected. */
async function runRound(
  peers: readonly Peer[],
  load: Load,
  schedule: Schedule,
  rejected: Rejected[],
): Promise<Round | null> {
  const run = async (peer: Peer, frame: string | null) => {
    const tried = await tryRun(peer, load, schedule, frame);
    console.error(progress(tried));
    if (tried.reasons.length > 0) rejected.push(tried);
    return tried.reasons.length > 0 ? null : tried.run;
  };
  const ours = await run(encrptalk, null);
  if (!ours) return null;
  const others = new Map<string, Run>();
  for (const peer of peers) {
    const theirs = await run(peer, ours.frame);
    if (theirs) others.set(peer.name, theirs);
  }
  return { ours, peers: others };
}

/** A peer that cannot be run at all is no reason to end the others' measurement. */
async function tryRun(peer: Peer, load: Load, schedule: Schedule, frame: string | null): Promise<Rejected> {
  try {
    const run = await runOnce(peer, load, schedule, frame);
    return { peer: peer.name, reasons: whyRejected(run), run };
  } catch (error) {
    if (error instanceof NotMeasured) throw error;
    return { peer: peer.name, reasons: [String(error)], run: null };
  }
}

function progress({ peer, reasons, run }: Rejected): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const figures = run && [
    `${run.serverMicrosecondsPerDelivery.toFixed(2)} µs/delivery`,
    `p50 ${run.latencyMs.p50.toFixed(2)} ms`,
    `p99 ${run.latencyMs.p99.toFixed(2)} ms`,
    `generator ${percent(run.processorShare)} of a core`,
    `others ${percent(run.othersShare)} of the machine`,
  ];
  const verdict = reasons.length > 0 ? `: rejected, ${reasons.join("; ")}` : "";
  return `  ${peer.padEnd(22)} ${figures?.join(" · ") ?? "no figures"}${verdict}`;
}

/** A figure of ours beside a peer's, which is `null` when none of its runs counts. The ratio is taken in each round. */
export function compare(
  { rounds }: Rounds,
  peer: Peer,
  figureOf: (run: Run) => number,
): Pick<Figure, "ours" | "peer"> {
  const pairs = rounds.flatMap(({ ours, peers }) => {
    const theirs = peers.get(peer.name);
    return theirs ? [{ ours: figureOf(ours), theirs: figureOf(theirs) }] : [];
  });
  if (pairs.length === 0) return { ours: spreadOf(rounds.map(({ ours }) => figureOf(ours))), peer: null };
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

export const isNoisy = ({ othersShare }: Run): boolean => othersShare > NOISY_SHARE;
