import { type SameAnswers, startSameAnswers } from "../peers/same-answers.ts";
import { machineProcessorMs, processorMsOf } from "../processor-time.ts";
import type { Api } from "../school/api.ts";
import { type Answers, type Requests, timeWarm, warmUp } from "./answers.ts";
import type { Effort } from "./row.ts";

/** Answers of each kind that the bare server has. Few, so that hardly a page that counts was read for this before. */
const KEPT = 50;
/** Requests of each kind from which it is told how much longer ours takes. */
const COMPARED = 100;

/** Requests of one kind, asked of ours, of a bare server, and of one that is as busy as ours, in turn. */
export interface Beside {
  ours: Answers;
  bare: Answers;
  asBusy: Answers;
}

export interface TimedBeside {
  kinds: Record<string, Beside>;
  /** Of the machine's processor time: what neither the servers nor who asks used. */
  othersShare: number;
}

export interface Asker {
  api: Api;
  cookie: string;
  /** For each kind, the path of a request by its number. */
  paths: Record<string, (number: number) => string>;
}

export const requestsOf = ({ api, cookie, paths }: Asker): Requests =>
  Object.fromEntries(
    Object.entries(paths).map(([name, pathOf]) => [
      name,
      (number: number) => api.fetch(pathOf(number), cookie),
    ]),
  );

/** `perSecond`: requests of each kind and each server, for each second that a run is to take. */
export async function timeBesideBare(
  { api, cookie, paths }: Asker,
  { perSecond, ...effort }: Effort & { perSecond: number },
): Promise<TimedBeside> {
  const names = Object.keys(paths);
  const requests = (ask: (name: string, number: number) => Promise<unknown>): Requests =>
    Object.fromEntries(names.map((name) => [name, (number: number) => ask(name, number)]));
  const ours = requestsOf({ api, cookie, paths });
  await warmUp(ours, effort);
  const server = await startSameAnswers();
  try {
    const kept = await keepAnswers(server, { api, cookie, paths });
    const ask = (name: string, number: number, busyMicroseconds = 0) =>
      server.fetch(kept[name]?.[number % KEPT] ?? "", cookie, busyMicroseconds);
    const bare = requests((name, number) => ask(name, number));
    const short = await timeInTurn({ ours, bare }, { rounds: 1, seconds: 1 }, COMPARED);
    const longerMs = (name: string) => (short.ours[name]?.p50[0] ?? 0) - (short.bare[name]?.p50[0] ?? 0);
    const asBusy = requests((name, number) => ask(name, number, longerMs(name) * 1_000));
    const before = readClocks();
    const timed = await timeInTurn({ ours, bare, asBusy }, effort, perSecond);
    return { kinds: byKind(timed), othersShare: othersShareSince(before) };
  } finally {
    await server.stop();
  }
}

async function keepAnswers(
  server: SameAnswers,
  { api, cookie, paths }: Asker,
): Promise<Record<string, string[]>> {
  const kept: Record<string, string[]> = {};
  for (const [name, pathOf] of Object.entries(paths)) {
    kept[name] = Array.from({ length: KEPT }, (_, number) => pathOf(number));
    for (const path of kept[name]) await server.keep(api, path, cookie);
  }
  return kept;
}

/** All of one kind stand side by side in a turn. */
async function timeInTurn<Server extends string>(
  servers: Record<Server, Requests>,
  effort: Pick<Effort, "rounds" | "seconds">,
  perSecond: number,
): Promise<Record<Server, Record<string, Answers>>> {
  const of = Object.keys(servers) as Server[];
  const names = Object.keys(Object.values<Requests>(servers)[0] ?? {});
  const key = (server: Server, name: string) => `${server}: ${name}`;
  const inTurn = names.flatMap((name) => of.map((server) => [key(server, name), servers[server][name]]));
  const answers = await timeWarm(Object.fromEntries(inTurn) as Requests, effort, perSecond);
  return Object.fromEntries(
    of.map((server) => [server, Object.fromEntries(names.map((name) => [name, answers[key(server, name)]]))]),
  ) as Record<Server, Record<string, Answers>>;
}

const byKind = (timed: Record<keyof Beside, Record<string, Answers>>): Record<string, Beside> =>
  Object.fromEntries(
    Object.keys(timed.ours).map((name) => [
      name,
      { ours: timed.ours[name], bare: timed.bare[name], asBusy: timed.asBusy[name] } as Beside,
    ]),
  );

interface Clocks {
  machine: number;
  bench: number;
  at: number;
}

/** The servers are children of the bench. */
const readClocks = (): Clocks => ({
  machine: machineProcessorMs(),
  bench: processorMsOf(process.pid),
  at: performance.now(),
});

function othersShareSince(before: Clocks): number {
  const now = readClocks();
  const othersMs = now.machine - before.machine - (now.bench - before.bench);
  return Math.max(0, othersMs) / ((now.at - before.at) * navigator.hardwareConcurrency);
}
