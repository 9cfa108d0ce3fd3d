import { measureDiskFlushMs } from "../disk-flush.ts";
import { rawPublish } from "../peers/raw-publish.ts";
import type { Load } from "../run.ts";
import { compare, describeConditions, interleave, runsOf } from "./rounds.ts";
import type { Figure, Row } from "./row.ts";

const LOAD: Load = { members: 200, messagesPerSecond: 50 };

const MOST_P50_MS = 3;
/** And one disk flush. */
const MOST_P99_MS = 15;

/** How long a message is on its way, from when it should be sent to when somebody else sees it. */
export const latency: Row = {
  name: "latency",
  async measure(effort) {
    const flushMs = measureDiskFlushMs();
    const measured = await interleave([rawPublish], LOAD, effort);
    const figure = (percentile: "p50" | "p99", mostMs: number, goal: string): Figure => {
      const compared = compare(measured, rawPublish, ({ latencyMs }) => latencyMs[percentile]);
      return {
        what: `send → seen by others, ${percentile}`,
        unit: "ms",
        goal,
        ...compared,
        meetsGoal: compared.ours.median <= mostMs,
      };
    };
    return {
      row: this.name,
      title: `Latency, durable: 1 room × ${LOAD.members} members, ${LOAD.messagesPerSecond} messages/s, ${effort.seconds} s a run`,
      figures: [
        figure("p50", MOST_P50_MS, `≤ ${MOST_P50_MS} ms`),
        figure("p99", MOST_P99_MS + flushMs, `≤ ${MOST_P99_MS} ms + a disk flush`),
      ],
      notes: [`A disk flush of 4 KiB took ${flushMs.toFixed(2)} ms.`, ...describeConditions(measured)],
      growth: [],
      runs: measured.rounds.flatMap(runsOf),
    };
  },
};
