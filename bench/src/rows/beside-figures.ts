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

/** Above this, what was asked often waited for a core. */
const NOISY_SHARE = 0.25;

/** Also where this machine did not allow the goal while it was measured. `mostP99Ms`: by kind. */
export function notesBeside(
  { kinds, othersShare }: TimedBeside,
  mostP99Ms: (kind: string) => number,
): string[] {
  const missedBy = (server: keyof Beside) =>
    Object.entries(kinds).flatMap(([kind, beside]) => {
      const p99 = spreadOf(beside[server].p99).median;
      return p99 > mostP99Ms(kind) ? [`${kind} ${p99.toFixed(1)} ms`] : [];
    });
  const said = (why: string, missed: string[]) =>
    missed.length > 0 ? [`${why}: ${missed.join(", ")}.`] : [];
  const rough = othersShare > NOISY_SHARE ? ", so that these figures are rough" : "";
  return [
    "The servers take turns, request by request. One that is as busy as ours uses the same processor time for each answer: its p99 is what this machine makes of that; what ours has above it comes from ours, such as garbage, the way through two threads, and pages that take longer.",
    ...said(
      "The machine did not allow the goal then, since the bare server's own p99 was above it",
      missedBy("bare"),
    ),
    ...said(
      "What takes as long as ours at the median could not have met the goal then, since p99 of the one as busy was above it",
      missedBy("asBusy"),
    ),
    `Other programs used ${Math.round(othersShare * 100)} % of the machine meanwhile${rough}.`,
  ];
}
