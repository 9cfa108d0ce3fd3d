import type { Part } from "../proof.ts";
import { clocks } from "./clocks.ts";
import { failingDisk } from "./failing-disk.ts";
import { flushes } from "./flushes.ts";
import { fullDisk } from "./full-disk.ts";
import { kills } from "./kills.ts";
import { starts } from "./starts.ts";
import { stopped } from "./stopped.ts";

/** What happens to machines, done to the real program while people are using it. */
export const faults: Part = {
  name: "faults",
  async *prove(settings) {
    // These mostly wait: beside the others.
    const waiting = [stopped(), clocks()];
    if (!process.env.ZZ) {
      yield await flushes();
      yield* starts(settings);
      yield* kills(settings);
      yield* fullDisk();
      yield* failingDisk();
    }
    yield* await Promise.all(waiting);
  },
};
