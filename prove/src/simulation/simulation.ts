import type { Broken, Part, Proof } from "../proof.ts";
import { STEP_NAMES } from "./course.ts";
import type { Tally } from "./tally.ts";
import { traceSeeds } from "./trace-seeds.ts";
import { trySeeds } from "./try-seeds.ts";

/** With so many seeds every kind of step has been done, or the simulation does not do what it says. */
const ENOUGH_SEEDS = 300;
const MOST_SHOWN = 20;
const SAY_EVERY = 1_000;

/** Courses of events made from numbers: the server's core and real clients in one process, see `world.ts`. */
export const simulation: Part = {
  name: "simulation",
  async *prove({ seeds, fromSeed, trace, say }) {
    let said = 0;
    const told = (done: number) => {
      if (done - said < SAY_EVERY) return;
      said = done;
      say(`simulation: ${done} seeds`);
    };
    const tally = await (trace ? traceSeeds(fromSeed, seeds, say) : trySeeds(fromSeed, seeds, told));
    yield proofOf(tally, seeds);
  },
};

function proofOf(tally: Tally, wanted: number): Proof {
  const { seeds, done, failed } = tally;
  const steps = Object.values(done).reduce((sum, count) => sum + count, 0);
  return {
    what: "server and clients, simulated: what was acknowledged stays, and all converge",
    kind: "seeds",
    count: seeds,
    broken: brokenBy(tally),
    failures: [
      ...failed.slice(0, MOST_SHOWN).map(sentenceOf),
      ...(seeds < ENOUGH_SEEDS ? [] : neverDone(tally)),
      ...(seeds === wanted ? [] : [`${wanted - seeds} of ${wanted} seeds were not run to their end`]),
    ],
    figures: `${steps} steps of ${Object.keys(done).length} kinds`,
  };
}

/** In how many seeds each kind of promise was broken. */
function brokenBy({ failed }: Tally): Broken {
  const count = (kind: keyof Broken) =>
    failed.filter(({ findings }) => findings.some((one) => one.kind === kind)).length;
  return {
    lost: count("lost"),
    doubled: count("doubled"),
    reordered: count("reordered"),
    leaked: count("leaked"),
  };
}

export const sentenceOf = ({ seed, findings }: Tally["failed"][number]): string =>
  `seed ${seed}: ${findings[0]?.what.slice(0, 600)} (npm run prove -- simulation --from-seed ${seed} --seeds 1 --trace)`;

/** Kinds of steps that were never done. */
export const neverDone = ({ done }: Tally): string[] =>
  STEP_NAMES.filter((name) => !done[name]).map((name) => `no seed came to “${name}”`);
