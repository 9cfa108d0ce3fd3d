import { measureDiskFlushMs } from "../disk-flush.ts";
import { oneRoom } from "../layout.ts";
import type { Peer } from "../peers/peer.ts";
import { rawPublish } from "../peers/raw-publish.ts";
import { socketIo } from "../peers/socket-io.ts";
import type { Load } from "../run.ts";
import { describeConditions } from "./conditions.ts";
import { describeLoad, loadFor } from "./load.ts";
import { compare, interleave, runsOf } from "./rounds.ts";
import type { Figure, Row } from "./row.ts";

const LOAD: Load = { ...oneRoom(200), messagesPerSecond: 50 };

const MOST_P50_MS = 3;
/** And one disk flush. */
const MOST_P99_MS = 15;

/** How long a message is on its way, from when it should be sent to when somebody else sees it. */
export const latency: Row = {
  name: "latency",
  async measure(effort) {
    const load = loadFor(LOAD, effort);
    const flushMs = measureDiskFlushMs();
    const measured = await interleave([rawPublish, socketIo], load, effort);
    const figure = (percentile: "p50" | "p99", peer: Peer): Figure => ({
      what: `send → seen by others, ${percentile}`,
      unit: "ms",
      goal: "",
      ...compare(measured, peer, ({ latencyMs }) => latencyMs[percentile]),
      meetsGoal: null,
    });
    const judged = (percentile: "p50" | "p99", mostMs: number, goal: string): Figure => {
      const compared = figure(percentile, rawPublish);
      return { ...compared, goal, meetsGoal: effort.small ? null : compared.ours.median <= mostMs };
    };
    return {
      row: this.name,
      title: `Latency, durable: ${describeLoad(load)}, ${effort.seconds} s a run`,
      figures: [
        judged("p50", MOST_P50_MS, `≤ ${MOST_P50_MS} ms`),
        figure("p50", socketIo),
        judged("p99", MOST_P99_MS + flushMs, `≤ ${MOST_P99_MS} ms + a disk flush`),
        figure("p99", socketIo),
      ],
      notes: [`A disk flush of 4 KiB took ${flushMs.toFixed(2)} ms.`, ...describeConditions(measured)],
      growth: [],
      runs: measured.rounds.flatMap(runsOf),
    };
  },
};
