import { countFlushes } from "../count-flushes.ts";
import { Generator } from "../generator/generator.ts";
import { oneRoom } from "../layout.ts";
import { encrptalk } from "../peers/encrptalk.ts";
import { spreadOf } from "../spread.ts";
import type { Figure, Row } from "./row.ts";

const MEMBERS = 10;
const MESSAGES = 40;
/** So far apart that no two share a commit. */
const APART_MS = 50;

/** Shows that "durable" in the other rows is true: the system calls that flush are counted, not trusted. */
export const flushes: Row = {
  name: "flushes",
  async measure() {
    const counted = await countWhileTalking();
    const figure = (perMessage: number): Figure => ({
      what: "flushes per message",
      unit: "",
      goal: "≥ 1",
      ours: spreadOf([perMessage]),
      peer: null,
      meetsGoal: perMessage >= 1,
    });
    return {
      row: this.name,
      title: `Durability: ${MESSAGES} messages, each sent ${APART_MS} ms after the one before`,
      figures: counted.ok ? [figure(counted.flushes / MESSAGES)] : [],
      notes: [counted.ok ? "fsync and fdatasync, counted by strace." : counted.why],
      growth: [],
      runs: [counted],
    };
  },
};

async function countWhileTalking() {
  const server = await encrptalk.start({ ...oneRoom(MEMBERS), frame: null });
  const generator = new Generator();
  try {
    await generator.enter(encrptalk, server.seats);
    return await countFlushes(server.processId, async () => {
      await generator.offer({
        first: 0,
        dueMs: Array.from({ length: MESSAGES }, (_, index) => index * APART_MS),
      });
    });
  } finally {
    await generator.stop();
    await server.stop();
  }
}
