import { BARE_ANSWERS } from "../crowd/bare-answers.ts";
import { requireOpenFiles } from "../crowd/open-files.ts";
import { prepareCrowd } from "../crowd/prepare-crowd.ts";
import { spreadOf } from "../spread.ts";
import type { Effort, Figure, Growth, Row } from "./row.ts";
import { runOurs, runPair, type StormKind, type StormPair, type StormRun } from "./storm-runs.ts";

const CLIENTS = 10_000;
const MISSED = 50;
const MOST_SECONDS = 5;
/** A crowd that is busier than this may itself be what takes the time. */
const BUSY_SHARE = 0.9;
/** Of the crowd, for the plot. */
const SHARES = [0.1, 0.5];

const WHAT: Record<StormKind, (clients: string) => string> = {
  "one room": (clients) => `${MISSED} messages missed in one room of ${clients}`,
  "own rooms": () => `${MISSED} messages missed in a conversation of one's own`,
};
const KINDS = Object.keys(WHAT) as StormKind[];

/** How long it takes until all are back, when all come at once. */
export const storm: Row = {
  name: "storm",
  async measure(effort) {
    const clients = effort.small ? CLIENTS / 100 : CLIENTS;
    requireOpenFiles(clients);
    const crowd = await prepareCrowd({ students: clients, missed: MISSED });
    const pairs: StormPair[] = [];
    for (let round = 0; round < effort.rounds; round += 1)
      for (const kind of KINDS) pairs.push(await runPair(crowd, kind, clients));
    const smaller: StormRun[] = [];
    for (const share of SHARES)
      for (const kind of KINDS) smaller.push(await runOurs(crowd, kind, Math.round(share * clients)));
    const formatted = clients.toLocaleString("en");
    return {
      row: this.name,
      title: `Reconnect storm: ${formatted} clients come back at once after a restart of the server`,
      figures: KINDS.flatMap((kind) =>
        figuresOf(
          WHAT[kind](formatted),
          pairs.filter(({ ours }) => ours.kind === kind),
          effort,
        ),
      ),
      notes: notesOn(pairs),
      growth: [growthOf([...smaller, ...pairs.map(({ ours }) => ours)])],
      runs: [...pairs.flatMap(({ ours, theirs }) => [ours, theirs]), ...smaller],
    };
  },
};

function figuresOf(what: string, pairs: readonly StormPair[], { small }: Effort): Figure[] {
  const all = compared(pairs, ({ liveMs }) => liveMs.all / 1_000);
  const faults = spreadOf(pairs.map(({ ours }) => ours.lost + ours.doubled));
  const judged = (meets: boolean) => (small ? null : meets);
  return [
    {
      ...all,
      what: `${what}: all live`,
      unit: "s",
      goal: `≤ ${MOST_SECONDS} s`,
      meetsGoal: judged(all.ours.median <= MOST_SECONDS),
    },
    {
      what: `${what}: events lost or doubled`,
      unit: "",
      goal: "0",
      ours: faults,
      peer: null,
      meetsGoal: judged(faults.most === 0),
    },
    {
      ...compared(pairs, (run) => run.serverMicrosecondsPerClient),
      what: `${what}: server CPU a client`,
      unit: "µs",
      goal: "",
      meetsGoal: null,
    },
  ];
}

function compared(
  pairs: readonly StormPair[],
  figureOf: (run: StormRun) => number,
): Pick<Figure, "ours" | "peer"> {
  return {
    ours: spreadOf(pairs.map(({ ours }) => figureOf(ours))),
    peer: {
      ...BARE_ANSWERS,
      figure: spreadOf(pairs.map(({ theirs }) => figureOf(theirs))),
      ratio: spreadOf(pairs.map(({ ours, theirs }) => figureOf(ours) / figureOf(theirs))),
    },
  };
}

function notesOn(pairs: readonly StormPair[]): string[] {
  const kilobytes = spreadOf(pairs.map(({ ours }) => ours.characters / ours.clients / 1_024));
  const busy = spreadOf(pairs.map(({ ours }) => ours.processorShare)).median > BUSY_SHARE;
  return [
    `Counted from the first connection; the answer that makes a client live has ${kilobytes.least.toFixed(0)}–${kilobytes.most.toFixed(0)} KB. Each client then looks at every room whether its events stand without a gap, and hears two messages more, one said while half were back; what these cost is part of the server's CPU a client, with the bare server nothing is said.`,
    `The clients share this machine with the server. Until all were live, their process used ${usedBy(pairs.map(({ ours }) => ours))}; with the bare server, ${usedBy(pairs.map(({ theirs }) => theirs))}.`,
    ...(busy
      ? ["They were busier than 90 % of a core, so that they, not the server, may be what took the time."]
      : []),
  ];
}

function usedBy(runs: readonly StormRun[]): string {
  const { least, median, most } = spreadOf(runs.map(({ processorShare }) => processorShare * 100));
  const ofMachine = median / navigator.hardwareConcurrency;
  return `${least.toFixed(0)}–${most.toFixed(0)} % of a core, ${ofMachine.toFixed(0)} % of the machine`;
}

function growthOf(runs: readonly StormRun[]): Growth {
  return {
    name: "storm",
    title: "Until all are live, by how many come back",
    x: "clients",
    y: "seconds",
    series: KINDS.map((kind) => ({
      name: WHAT[kind]("all"),
      points: pointsOf(runs.filter((run) => run.kind === kind)),
    })),
  };
}

function pointsOf(runs: readonly StormRun[]): { x: number; y: number }[] {
  return [...Map.groupBy(runs, ({ clients }) => clients)]
    .map(([x, same]) => ({ x, y: spreadOf(same.map(({ liveMs }) => liveMs.all / 1_000)).median }))
    .sort((one, other) => one.x - other.x);
}
