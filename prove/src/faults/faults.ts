import type { Part } from "../proof.ts";
import { kills } from "./kills.ts";
import { starts } from "./starts.ts";

/** What happens to machines, done to the real program while people are using it. */
export const faults: Part = {
  name: "faults",
  async *prove(settings) {
    yield* starts(settings);
  },
};
