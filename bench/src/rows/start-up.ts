import { rmSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "../folders.ts";
import { Api } from "../school/api.ts";
import { describeSize, largeSchool, MESSAGES, SAMPLE, sizeOf } from "../school/large-school.ts";
import { type OurServer, startNewServer, startOurServer } from "../school/our-server.ts";
import { spreadOf } from "../spread.ts";
import type { Figure, Row } from "./row.ts";

const MOST_EMPTY_MS = 500;
const MOST_LARGE_MS = 1_000;

/** How long the server takes from the start of its process to its first answer. */
export const startUp: Row = {
  name: "start-up",
  async measure({ rounds, small }) {
    const size = sizeOf(MESSAGES.most, { small });
    const large = await largeSchool(size);
    const taken = { empty: [] as number[], stopped: [] as number[], killed: [] as number[] };
    // So that neither the first nor the files of the program are read from the disk in one of the runs.
    await timeEmpty();
    await timeLarge(large, "stop");
    for (let round = 0; round < rounds; round += 1) {
      taken.empty.push(await timeEmpty());
      taken.stopped.push(await timeLarge(large, "kill"));
      taken.killed.push(await timeLarge(large, "stop"));
    }
    const figure = (what: string, ms: number[], mostMs: number): Figure => {
      const ours = spreadOf(ms);
      const meetsGoal = small ? null : ours.median <= mostMs;
      return { what, unit: "ms", goal: `≤ ${mostMs} ms`, ours, peer: null, meetsGoal };
    };
    return {
      row: this.name,
      title: `Start: from the process to the first answer; large: ${describeSize(size)}`,
      figures: [
        figure("empty data folder", taken.empty, MOST_EMPTY_MS),
        figure("large, after a stop", taken.stopped, MOST_LARGE_MS),
        figure("large, after a kill -9", taken.killed, MOST_LARGE_MS),
      ],
      notes: [
        "The tables of an empty folder are made in this time; a large school's are of this version already.",
      ],
      growth: [],
      runs: [taken],
    };
  },
};

async function timeEmpty(): Promise<number> {
  const data = join(CACHE, `run-empty-${crypto.randomUUID()}`);
  try {
    const from = performance.now();
    const server = await startNewServer(data);
    return await timeFirstAnswer(server, from).finally(() => server.stop());
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** Then it is ended: so that the next start finds a folder that was left in this way. */
async function timeLarge(data: string, ending: "stop" | "kill"): Promise<number> {
  const from = performance.now();
  const server = await startOurServer(data);
  try {
    const took = await timeFirstAnswer(server, from);
    // Something is written, which a kill leaves beside the database.
    await new Api(server.host).signIn(SAMPLE.staff, SAMPLE.password);
    if (ending === "kill") process.kill(server.processId, "SIGKILL");
    return took;
  } finally {
    await server.stop();
  }
}

async function timeFirstAnswer({ host }: OurServer, from: number): Promise<number> {
  await new Api(host).fetch("/api/school", "");
  return performance.now() - from;
}
