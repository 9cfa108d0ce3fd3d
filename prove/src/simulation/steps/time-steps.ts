import type { Step } from "./step.ts";

/** How fast things go on. */
export const timeSteps = {
  "let some things happen": async (world) => {
    await world.happen(world.random.between(1, 12));
    return true;
  },
  "let all things happen": async (world) => {
    await world.settle();
    return true;
  },
  "let moments pass": async (world) => {
    await world.pass(world.random.between(1, 1_500));
    return true;
  },
  "let seconds pass": async (world) => {
    await world.pass(world.random.between(1, 12) * 1_000);
    return true;
  },
  "let a minute pass": async (world) => {
    await world.pass(world.random.between(25, 70) * 1_000);
    return true;
  },
} satisfies Record<string, Step>;
