import { requireOpenFiles } from "../crowd/open-files.ts";
import type { Arrived, Seat } from "../crowd/orders.ts";
import { type CrowdMember, type PreparedCrowd, prepareCrowd } from "../crowd/prepare-crowd.ts";
import { ProtocolClients } from "../crowd/protocol-clients.ts";
import { processorMsOf } from "../processor-time.ts";
import { startOurServer } from "../school/our-server.ts";
import { makeWorkingCopy } from "../school/working-copy.ts";
import { percentile, spreadOf } from "../spread.ts";
import { type Effort, type Figure, NotMeasured, type Row } from "./row.ts";

const CLIENTS = 10_000;
const MISSED = 50;
const MOST_SECONDS = 5;
/** A crowd that is busier than this may itself be what takes the time. */
const BUSY_SHARE = 0.9;
/** Of the crowd, for the plot. */
const SHARES = [0.1, 0.25, 0.5];

/** Where the clients missed something: `before` there, `after` everywhere else. */
const KINDS = {
  "one room": {
    what: (clients: string) => `${MISSED} messages missed in one room of ${clients}`,
    hasMissed: (roomId: string, everyoneId: string) => roomId === everyoneId,
  },
  "own rooms": {
    what: () => `${MISSED} messages missed in a conversation of one's own`,
    hasMissed: (roomId: string, everyoneId: string) => roomId !== everyoneId,
  },
} as const;
type Kind = keyof typeof KINDS;

interface Run extends Omit<Arrived, "liveMs"> {
  kind: Kind;
  liveMs: { p50: number; p99: number; all: number };
  /** Processor time, all threads, for each client. */
  serverMicrosecondsPerClient: number;
}

/** How long it takes until all are back, when all come at once. */
export const storm: Row = {
  name: "storm",
  async measure(effort) {
    const clients = effort.small ? CLIENTS / 100 : CLIENTS;
    requireOpenFiles(clients);
    const crowd = await prepareCrowd({ students: clients, missed: MISSED });
    const runs: Run[] = [];
    for (let round = 0; round < effort.rounds; round += 1)
      for (const kind of Object.keys(KINDS) as Kind[]) runs.push(await runOnce(crowd, kind, clients));
    const smaller: Run[] = [];
    for (const share of SHARES)
      for (const kind of Object.keys(KINDS) as Kind[])
        smaller.push(await runOnce(crowd, kind, Math.round(share * clients)));
    const formatted = clients.toLocaleString("en");
    return {
      row: this.name,
      title: `Reconnect storm: ${formatted} clients come back at once after a restart of the server`,
      figures: (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
        figuresOf(
          KINDS[kind].what(formatted),
          runs.filter((run) => run.kind === kind),
          effort,
        ),
      ),
      notes: notesOn(runs),
      growth: [
        {
          name: "storm",
          title: "Until all are live, by how many come back",
          x: "clients",
          y: "seconds",
          series: (Object.keys(KINDS) as Kind[]).map((kind) => ({
            name: KINDS[kind].what("all"),
            points: pointsOf([...smaller, ...runs].filter((run) => run.kind === kind)),
          })),
        },
      ],
      runs: [...runs, ...smaller],
    };
  },
};

function figuresOf(what: string, runs: readonly Run[], { small }: Effort): Figure[] {
  const all = spreadOf(runs.map(({ liveMs }) => liveMs.all / 1_000));
  const faults = spreadOf(runs.map(({ lost, doubled }) => lost + doubled));
  const cost = spreadOf(runs.map((run) => run.serverMicrosecondsPerClient));
  const judged = (meets: boolean) => (small ? null : meets);
  const line = { peer: null, meetsGoal: null };
  return [
    {
      ...line,
      what: `${what}: all live`,
      unit: "s",
      goal: `≤ ${MOST_SECONDS} s`,
      ours: all,
      meetsGoal: judged(all.median <= MOST_SECONDS),
    },
    {
      ...line,
      what: `${what}: events lost or doubled`,
      unit: "",
      goal: "0",
      ours: faults,
      meetsGoal: judged(faults.most === 0),
    },
    { ...line, what: `${what}: server CPU a client`, unit: "µs", goal: "", ours: cost },
  ];
}

function notesOn(runs: readonly Run[]): string[] {
  const share = spreadOf(runs.map(({ processorShare }) => processorShare * 100));
  const kilobytes = spreadOf(runs.map(({ characters, clients }) => characters / clients / 1_024));
  return [
    `Counted from the first connection; the answer that makes a client live has ${kilobytes.least.toFixed(0)}–${kilobytes.most.toFixed(0)} KB. Each client then looks at every room whether its events stand without a gap, and hears two messages more, one said while half were back.`,
    `The clients share this machine with the server: their process used ${share.least.toFixed(0)}–${share.most.toFixed(0)} % of a core.`,
    ...(share.median > 100 * BUSY_SHARE
      ? ["They were busier than 90 % of a core, so that they, not the server, may be what took the time."]
      : []),
  ];
}

function pointsOf(runs: readonly Run[]): { x: number; y: number }[] {
  return [...Map.groupBy(runs, ({ clients }) => clients)]
    .map(([x, same]) => ({ x, y: spreadOf(same.map(({ liveMs }) => liveMs.all / 1_000)).median }))
    .sort((one, other) => one.x - other.x);
}

async function runOnce(crowd: PreparedCrowd, kind: Kind, clients: number): Promise<Run> {
  const copy = makeWorkingCopy(crowd.data);
  const server = await startOurServer(copy.data);
  const process = new ProtocolClients();
  try {
    const seats = crowd.members.slice(0, clients).map((member) => seatOf(member, kind, crowd));
    const before = processorMsOf(server.processId);
    const { liveMs, ...arrived } = await process.arrive(`ws://${server.host}/ws`, seats, crowd.everyoneId);
    const serverMs = processorMsOf(server.processId) - before;
    if (arrived.failures.length > 0)
      throw new NotMeasured(`Clients could not come back: ${arrived.failures.slice(0, 3).join("; ")}`);
    const sorted = Float64Array.from(liveMs);
    const run: Run = {
      ...arrived,
      kind,
      liveMs: { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), all: percentile(sorted, 1) },
      serverMicrosecondsPerClient: (serverMs * 1_000) / clients,
    };
    console.error(
      `  ${kind}, ${clients} clients: half live after ${(run.liveMs.p50 / 1_000).toFixed(2)} s, all after ${(run.liveMs.all / 1_000).toFixed(2)} s · lost ${run.lost}, doubled ${run.doubled} · server ${run.serverMicrosecondsPerClient.toFixed(0)} µs a client · clients' process ${Math.round(run.processorShare * 100)} % of a core`,
    );
    return run;
  } finally {
    await process.stop();
    await server.stop();
    copy.remove();
  }
}

function seatOf(member: CrowdMember, kind: Kind, { everyoneId }: PreparedCrowd): Seat {
  const rooms = member.after.rooms.map((after) =>
    KINDS[kind].hasMissed(after.roomId, everyoneId)
      ? (member.before.rooms.find(({ roomId }) => roomId === after.roomId) ?? after)
      : after,
  );
  return {
    token: member.token,
    roomId: member.roomId,
    known: { ...member.after, rooms },
    heads: member.after.rooms,
  };
}
