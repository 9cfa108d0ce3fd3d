import { percentile, spreadOf } from "../spread.ts";
import type { Effort, Figure, Growth } from "./row.ts";

/** Requests of one kind in one round, for each second that a run is to take. */
const REQUESTS_PER_SECOND = 25;
/** Before the first one that counts, so that the pages are in memory … */
const WARM_UP_REQUESTS = 50;
/**
 * … and, in lengths of a run, what runs for each is compiled: for a quarter of a minute the compiler's threads take the
 * cores that the requests need. A server that has run for hours is compiled.
 */
const WARM_UP_RUNS = 3;

/** In ms, one for each round. */
export interface Answers {
  p50: number[];
  p99: number[];
}

/** `number`: of the request, from 0. */
export type Requests<Name extends string = string> = Record<Name, (number: number) => Promise<unknown>>;

/** As `timeWarm`, after the first requests, which take longer. */
export async function timeAnswers<Name extends string>(
  requests: Requests<Name>,
  effort: Effort,
): Promise<Record<Name, Answers>> {
  await warmUp(requests, effort);
  return await timeWarm(requests, effort, REQUESTS_PER_SECOND);
}

/**
 * How long each of several requests takes, one after the other, to the answer's last byte. They take turns, A B A B …,
 * so that what disturbs the machine disturbs all. `perSecond`: how many of each, for each second that a run is to take.
 */
export async function timeWarm<Name extends string>(
  requests: Requests<Name>,
  { rounds, seconds }: Pick<Effort, "rounds" | "seconds">,
  perSecond: number,
): Promise<Record<Name, Answers>> {
  const names = Object.keys(requests) as Name[];
  const answers = Object.fromEntries(names.map((name) => [name, { p50: [], p99: [] }])) as unknown as Record<
    Name,
    Answers
  >;
  for (let round = 0; round < rounds; round += 1) {
    const taken = await timeRound(requests, Math.ceil(perSecond * seconds));
    for (const name of names) {
      const sorted = taken[name].sort();
      answers[name].p50.push(percentile(sorted, 0.5));
      answers[name].p99.push(percentile(sorted, 0.99));
    }
  }
  return answers;
}

/** Asks without counting. */
export async function warmUp<Name extends string>(
  requests: Requests<Name>,
  { seconds, small }: Pick<Effort, "seconds" | "small">,
): Promise<void> {
  const until = performance.now() + (small ? 0 : WARM_UP_RUNS * seconds * 1_000);
  for (let number = 0; number < WARM_UP_REQUESTS || performance.now() < until; number += 1)
    for (const name of Object.keys(requests) as Name[]) await requests[name](number);
}

async function timeRound<Name extends string>(
  requests: Requests<Name>,
  count: number,
): Promise<Record<Name, Float64Array>> {
  const names = Object.keys(requests) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, new Float64Array(count)])) as Record<
    Name,
    Float64Array
  >;
  for (let number = 0; number < count; number += 1) {
    for (const name of names) {
      const from = performance.now();
      await requests[name](number);
      taken[name][number] = performance.now() - from;
    }
  }
  return taken;
}

/** A figure for each kind of request. */
export const figuresOf = (
  answers: Record<string, Answers>,
  mostP99Ms: number,
  { small }: Pick<Effort, "small">,
): Figure[] => Object.entries(answers).map(([what, times]) => figureOf(what, times, mostP99Ms, small));

function figureOf(what: string, { p50, p99 }: Answers, mostP99Ms: number, small: boolean): Figure {
  const ours = spreadOf(p99);
  return {
    what: `${what}, p99 (p50 ${spreadOf(p50).median.toFixed(1)} ms)`,
    unit: "ms",
    goal: `≤ ${mostP99Ms} ms`,
    ours,
    peer: null,
    meetsGoal: small ? null : ours.median <= mostP99Ms,
  };
}

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
        y: spreadOf(answers[what]?.p99 ?? []).median,
      })),
    })),
  };
}
