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
    const waiting = Promise.all([stopped(), clocks()]);
    // What is wrong with them is said where they are waited for.
    waiting.catch(() => {});
    yield await flushes();
    yield* starts(settings);
    yield* kills(settings);
    yield* fullDisk();
    yield* failingDisk();
    yield* await waiting;
  },
};
