import type { Peer } from "../peers/peer.ts";
import { rawPublish } from "../peers/raw-publish.ts";
import type { Load, Run } from "../run.ts";
import { loadFor } from "./load.ts";
import { compare, interleave, type Rounds } from "./rounds.ts";
import { type Effort, type Figure, type Growth, NotMeasured } from "./row.ts";

/** A peer to stand beside ours, and how many times its cost ours may be; `null` when it only gives an idea. */
export interface Contender {
  peer: Peer;
  mostTimes: number | null;
}

const costOf = ({ serverMicrosecondsPerDelivery }: Run): number => serverMicrosecondsPerDelivery;

/** What a delivery costs the server, beside a contender. `what`: under which load. */
export function deliveryCost(
  measured: Rounds,
  { peer, mostTimes }: Contender,
  what: string,
  { small }: Effort,
): Figure {
  const compared = compare(measured, peer, costOf);
  return {
    what,
    unit: "µs",
    goal: mostTimes === null ? "" : `≤ ${mostTimes} × ${peer.name}`,
    ...compared,
    meetsGoal:
      small || mostTimes === null || compared.peer === null ? null : compared.peer.ratio.median <= mostTimes,
  };
}

/** Of how the cost grows, one point. */
interface Point {
  x: number;
  load: Load;
}

/** Short runs: the line matters, not the point. */
const GROWTH_EFFORT = { rounds: 1, seconds: 3 };

/**
 * How the cost of a delivery grows, ours and the floor under it. The last point is what the row measured; a point that
 * cannot be measured is missing. `points`: ascending.
 */
export async function growthOfCost(
  plot: Pick<Growth, "name" | "title" | "x">,
  points: readonly Point[],
  { x: lastX, measured }: { x: number; measured: Rounds },
  effort: Effort,
): Promise<Growth> {
  const ours: { x: number; y: number }[] = [];
  const floor: { x: number; y: number }[] = [];
  const add = (x: number, rounds: Rounds) => {
    const compared = compare(rounds, rawPublish, costOf);
    ours.push({ x, y: compared.ours.median });
    if (compared.peer) floor.push({ x, y: compared.peer.figure.median });
  };
  for (const { x, load } of effort.small ? points.slice(0, 1) : points) {
    const short = { ...effort, ...GROWTH_EFFORT, ...(effort.small ? { seconds: effort.seconds } : {}) };
    const rounds = await unlessNotMeasured(interleave([rawPublish], loadFor(load, effort), short));
    if (rounds) add(x, rounds);
  }
  add(lastX, measured);
  return {
    ...plot,
    y: "server CPU per delivery, µs",
    series: [
      { name: "Encrptalk", points: ours },
      { name: rawPublish.name, points: floor },
    ],
  };
}

async function unlessNotMeasured(measuring: Promise<Rounds>): Promise<Rounds | null> {
  try {
    return await measuring;
  } catch (error) {
    if (!(error instanceof NotMeasured)) throw error;
    console.error(error.message);
    return null;
  }
}
