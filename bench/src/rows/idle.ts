import { requireOpenFiles } from "../crowd/open-files.ts";
import { type PreparedCrowd, prepareCrowd } from "../crowd/prepare-crowd.ts";
import { Generator } from "../generator/generator.ts";
import { oneRoom } from "../layout.ts";
import { encrptalk } from "../peers/encrptalk.ts";
import type { Peer, RunningPeer } from "../peers/peer.ts";
import { rawPublish } from "../peers/raw-publish.ts";
import { socketIo } from "../peers/socket-io.ts";
import { wsFanOut } from "../peers/ws-fan-out.ts";
import { settledMemoryOf } from "../resident-memory.ts";
import { startOurServer } from "../school/our-server.ts";
import { makeWorkingCopy } from "../school/working-copy.ts";
import { type Spread, spreadOf } from "../spread.ts";
import { type Effort, NotMeasured, type Row } from "./row.ts";

/** Connections at which memory is read; the goal is about the last. */
const CONNECTIONS = [0, 2_500, 10_000];
const MOST_KILOBYTES_EACH = 8;
const MOST_EMPTY_MEGABYTES = 100;
/** What was needed only to connect is given back by then. */
const SETTLE_MS = 12_000;
/** Each takes minutes. */
const MOST_ROUNDS = 3;
const CROWD = { students: 10_000, missed: 50 };

interface Held {
  server: string;
  /** In KB, by the number of connections. */
  memory: { connections: number; kilobytes: number }[];
}

/** What a connection costs that does nothing: most of them, most of the time. */
export const idle: Row = {
  name: "idle",
  async measure(effort) {
    const times = effort.small ? 0.01 : 1;
    const counts = CONNECTIONS.map((count) => count * times);
    const most = counts.at(-1) ?? 0;
    requireOpenFiles(most);
    const crowd = await prepareCrowd({ ...CROWD, students: most });
    const peers = [rawPublish, wsFanOut, socketIo].filter(
      ({ installation }) => installation?.isThere() ?? true,
    );
    const rounds: Held[][] = [];
    for (let round = 0; round < Math.min(effort.rounds, MOST_ROUNDS); round += 1) {
      // What is between serves the plot only.
      const read = round === 0 ? counts : [0, most];
      const ours = await hold(encrptalk, () => startOurs(crowd), read, effort);
      const theirs: Held[] = [];
      for (const peer of peers) {
        const start = () => peer.start({ ...oneRoom(most), frame: "" });
        theirs.push(await hold(peer, start, read, effort));
      }
      rounds.push([ours, ...theirs]);
    }
    const of = ({ name }: Peer, figureOf: (held: Held) => number): number[] =>
      rounds.flatMap((round) => round.filter(({ server }) => server === name).map(figureOf));
    const each = spreadOf(of(encrptalk, kilobytesEach));
    const empty = spreadOf(of(encrptalk, emptyMegabytes));
    const judged = (meets: boolean) => (effort.small ? null : meets);
    return {
      row: this.name,
      title: `Idle: ${most.toLocaleString("en")} connections, each of an account of its own, signed in and caught up; resident memory`,
      figures: [
        {
          what: "a connection",
          unit: "KB",
          goal: `≤ ${MOST_KILOBYTES_EACH} KB`,
          ours: each,
          peer: null,
          meetsGoal: judged(each.median <= MOST_KILOBYTES_EACH),
        },
        ...peers.map((peer) => ({
          what: "a connection",
          unit: "KB" as const,
          goal: "",
          ours: each,
          peer: {
            name: peer.name,
            leavesOut: peer.leavesOut ?? "nothing",
            figure: spreadOf(of(peer, kilobytesEach)),
            ratio: ratioOf(of(encrptalk, kilobytesEach), of(peer, kilobytesEach)),
          },
          meetsGoal: null,
        })),
        {
          what: "the server without any",
          unit: "MB",
          goal: `≤ ${MOST_EMPTY_MEGABYTES} MB`,
          ours: empty,
          peer: null,
          meetsGoal: judged(empty.median <= MOST_EMPTY_MEGABYTES),
        },
      ],
      notes: [
        "VmRSS of the server and its child processes, with connections less without; what the kernel keeps for sockets is in no process.",
      ],
      growth: [
        {
          name: "idle-memory",
          title: "Memory by connections",
          x: "connections",
          y: "MB resident",
          series: (rounds[0] ?? []).map(({ server, memory }) => ({
            name: server,
            points: memory.map(({ connections, kilobytes }) => ({ x: connections, y: kilobytes / 1_024 })),
          })),
        },
      ],
      runs: rounds.flat(),
    };
  },
};

async function startOurs(crowd: PreparedCrowd): Promise<RunningPeer> {
  const copy = makeWorkingCopy(crowd.data);
  const server = await startOurServer(copy.data);
  return {
    processId: server.processId,
    seats: crowd.members.map(({ token, roomId }) => ({
      url: `ws://${server.host}/ws`,
      token,
      rooms: [roomId],
    })),
    async stop() {
      await server.stop();
      copy.remove();
    },
  };
}

/** Connects more and more, and reads the server's memory in between. */
async function hold(
  peer: Peer,
  start: () => Promise<RunningPeer>,
  counts: readonly number[],
  { small }: Effort,
): Promise<Held> {
  const server = await start();
  const generator = new Generator();
  try {
    const memory: Held["memory"] = [];
    let here = 0;
    for (const connections of counts) {
      await generator.enter(peer, server.seats.slice(here, connections));
      here = connections;
      const kilobytes = await settledMemoryOf(server.processId, small ? 0 : SETTLE_MS);
      memory.push({ connections, kilobytes });
    }
    // Whoever did not stay would cost nothing.
    const { failures } = await generator.offer({ first: 0, dueMs: [] });
    if (failures.length > 0) throw new NotMeasured(`${peer.name}: ${failures.join("; ")}`);
    const held = { server: peer.name, memory };
    console.error(
      `  ${peer.name.padEnd(22)} ${emptyMegabytes(held).toFixed(0)} MB without, ${kilobytesEach(held).toFixed(2)} KB a connection`,
    );
    return held;
  } finally {
    await generator.stop();
    await server.stop();
  }
}

const emptyMegabytes = ({ memory }: Held): number => (memory[0]?.kilobytes ?? 0) / 1_024;

function kilobytesEach({ memory }: Held): number {
  const [first, last] = [memory[0], memory.at(-1)];
  return ((last?.kilobytes ?? 0) - (first?.kilobytes ?? 0)) / Math.max(1, last?.connections ?? 0);
}

/** Within each round. */
const ratioOf = (ours: readonly number[], theirs: readonly number[]): Spread =>
  spreadOf(ours.map((figure, round) => figure / (theirs[round] ?? Number.NaN)));
