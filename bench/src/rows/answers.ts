import { percentile, type Spread, spreadOf } from "../spread.ts";
import type { Effort, Figure, Growth } from "./row.ts";

/** Requests of one kind in one round, for each second that a run is to take. */
const REQUESTS_PER_SECOND = 25;
/** And before the first one, so that what runs for each is compiled and the pages are in memory. */
const WARM_UP_REQUESTS = 50;

export interface Answers {
  p50: Spread;
  p99: Spread;
}

/**
 * How long each of several requests takes, one after the other, to the answer's last byte. They take turns, A B A B …,
 * so that what disturbs the machine disturbs all. In ms.
 */
export async function timeAnswers<Name extends string>(
  requests: Record<Name, (number: number) => Promise<unknown>>,
  { rounds, seconds }: Pick<Effort, "rounds" | "seconds">,
): Promise<Record<Name, Answers>> {
  const names = Object.keys(requests) as Name[];
  const perRound = REQUESTS_PER_SECOND * seconds;
  const taken = Object.fromEntries(names.map((name) => [name, [] as Float64Array[]])) as Record<
    Name,
    Float64Array[]
  >;
  for (let number = 0; number < WARM_UP_REQUESTS; number += 1)
    for (const name of names) await requests[name](number);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) taken[name].push(new Float64Array(perRound));
    for (let number = 0; number < perRound; number += 1) {
      for (const name of names) {
        const from = performance.now();
        await requests[name](number);
        (taken[name][round] as Float64Array)[number] = performance.now() - from;
      }
    }
  }
  const spread = (of: Float64Array[], share: number) =>
    spreadOf(of.map((times) => percentile(times.toSorted(), share)));
  return Object.fromEntries(
    names.map((name) => [name, { p50: spread(taken[name], 0.5), p99: spread(taken[name], 0.99) }]),
  ) as Record<Name, Answers>;
}

/** A figure for each kind of request. */
export const figuresOf = (
  answers: Record<string, Answers>,
  mostP99Ms: number,
  { small }: Pick<Effort, "small">,
): Figure[] => Object.entries(answers).map(([what, times]) => figureOf(what, times, mostP99Ms, small));

const figureOf = (what: string, { p50, p99 }: Answers, mostP99Ms: number, small: boolean): Figure => ({
  what: `${what}, p99 (p50 ${p50.median.toFixed(1)} ms)`,
  unit: "ms",
  goal: `≤ ${mostP99Ms} ms`,
  ours: p99,
  peer: null,
  meetsGoal: small ? null : p99.median <= mostP99Ms,
});

/** How the slowest in a hundred grow with the messages. `measured`: for each number of messages, ascending. */
export function growthOf(
  { name, title }: Pick<Growth, "name" | "title">,
  measured: readonly { messages: number; answers: Record<string, Answers> }[],
): Growth {
  const names = Object.keys(measured[0]?.answers ?? {});
  return {
    name,
    title,
    x: "messages",
    y: "p99, ms",
    series: names.map((what) => ({
      name: what,
      points: measured.map(({ messages, answers }) => ({
        x: messages,
        y: answers[what]?.p99.median ?? Number.NaN,
      })),
    })),
  };
}
