import { AS_BUSY, SAME_ANSWERS } from "../peers/same-answers.ts";
import { spreadOf } from "../spread.ts";
import type { Answers } from "./answers.ts";
import type { Beside, TimedBeside } from "./beside-bare.ts";
import type { Effort, Figure } from "./row.ts";

/** Of each kind, the goal beside the bare server, and what varies in ours beside one that is as busy. */
export const figuresBeside = (
  kinds: Record<string, Beside>,
  mostP99Ms: number,
  { small }: Pick<Effort, "small">,
): Figure[] =>
  Object.entries(kinds).flatMap(([what, { ours, bare, asBusy }]) => [
    {
      ...comparedP99(ours, SAME_ANSWERS, bare),
      what: `${what}, p99 (p50 ${inMs(ours.p50)}, bare ${inMs(bare.p50)} ms)`,
      goal: `≤ ${mostP99Ms} ms`,
      meetsGoal: small ? null : spreadOf(ours.p99).median <= mostP99Ms,
    },
    {
      ...comparedP99(ours, AS_BUSY, asBusy),
      what: `${what}, p99, beside one that always takes ${inMs(asBusy.p50)} ms`,
      goal: "",
      meetsGoal: null,
    },
  ]);

function comparedP99(
  ours: Answers,
  peer: typeof SAME_ANSWERS,
  theirs: Answers,
): Pick<Figure, "unit" | "ours" | "peer"> {
  const ratio = spreadOf(ours.p99.map((p99, round) => p99 / (theirs.p99[round] ?? Number.NaN)));
  return { unit: "ms", ours: spreadOf(ours.p99), peer: { ...peer, figure: spreadOf(theirs.p99), ratio } };
}

const inMs = (p50: readonly number[]): string => spreadOf(p50).median.toFixed(2);

/** Where this machine did not allow the goal while it was measured. `mostP99Ms`: by kind. */
export function notesBeside(
  { kinds, othersShare }: TimedBeside,
  mostP99Ms: (kind: string) => number,
): string[] {
  const missedBy = (server: keyof Beside) =>
    Object.entries(kinds).flatMap(([kind, beside]) => {
      const p99 = spreadOf(beside[server].p99).median;
      return p99 > mostP99Ms(kind) ? [`${kind} ${p99.toFixed(1)} ms, goal ${mostP99Ms(kind)}`] : [];
    });
  const bare = missedBy("bare");
  const asBusy = missedBy("asBusy");
  return [
    "The servers take turns, request by request. One that is as busy as ours uses the same processor time for each answer: its p99 is what this machine makes of that; what ours has above it comes from ours, such as garbage, the way through two threads, and pages that take longer.",
    ...(bare.length > 0
      ? [
          `The machine did not allow the goal then: the bare server's own p99 was above it (${bare.join("; ")}).`,
        ]
      : []),
    ...(asBusy.length > 0
      ? [
          `The machine did not allow it to what takes as long as ours at the median, even where each answer takes the same: p99 of the one as busy (${asBusy.join("; ")}).`,
        ]
      : []),
    `Other programs used ${Math.round(othersShare * 100)} % of the machine meanwhile.`,
  ];
}
