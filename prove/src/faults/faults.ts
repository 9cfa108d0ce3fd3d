import type { Part } from "../proof.ts";
import { failingDisk } from "./failing-disk.ts";
import { fullDisk } from "./full-disk.ts";
import { kills } from "./kills.ts";
import { starts } from "./starts.ts";

/** What happens to machines, done to the real program while people are using it. */
export const faults: Part = {
  name: "faults",
  async *prove(settings) {
    if (!process.env.ZZ) yield* starts(settings);
    if (!process.env.ZZ) yield* kills(settings);
    yield* fullDisk();
    yield* failingDisk();
  },
};
