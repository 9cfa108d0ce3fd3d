import { checkDevices } from "./check-devices.ts";
import { checkHistory } from "./check-history.ts";
import { type Finding, Findings } from "./findings.ts";
import { DEVICES } from "./people.ts";
import { Random } from "./random.ts";
import { comeToRest } from "./rest.ts";
import { sameAgain } from "./same-again.ts";
import { mishapSteps } from "./steps/mishap-steps.ts";
import { peopleSteps } from "./steps/people-steps.ts";
import { serverSteps } from "./steps/server-steps.ts";
import type { Step } from "./steps/step.ts";
import { timeSteps } from "./steps/time-steps.ts";
import type { Folders } from "./template.ts";
import { World } from "./world.ts";

const steps: Record<string, Step> = { ...peopleSteps, ...mishapSteps, ...serverSteps, ...timeSteps };
export const STEP_NAMES: readonly string[] = Object.keys(steps);

/** How often a step is chosen; 2 of those that are not named. */
const WEIGHTS: Record<string, number> = {
  send: 16,
  "send several": 4,
  edit: 8,
  delete: 4,
  read: 6,
  "open or close a room": 8,
  "open a student's conversation": 5,
  "let some things happen": 30,
  "let all things happen": 10,
  "let moments pass": 20,
  "let seconds pass": 10,
  "start the server": 12,
  "crash before the commit": 3,
  "crash after the commit": 3,
  "crash in quiet": 1,
  unblock: 3,
  wake: 5,
  "load older": 14,
  "lose a frame": 6,
  "double a frame": 4,
  "reorder frames": 6,
  "back up": 4,
  "restore a backup": 4,
  "restore a backup that goes further than the former history": 4,
  deactivate: 1,
  "write very much": 0.4,
  "archive or restore a room": 1,
};

/** Each course knows only some of the steps, so that what is rare comes often where it comes at all. */
const KNOWN_PERCENT = 65;

export interface Outcome {
  readonly seed: number;
  readonly findings: readonly Finding[];
  /** How often each step was done. */
  readonly done: Readonly<Record<string, number>>;
}

export interface CourseOptions {
  readonly folders: Folders;
  readonly template: string;
  /** Gets all that happens, a line each. */
  readonly trace?: string[];
}

/** One course of events from one number, and what is wrong after it. */
export async function runCourse(seed: number, { folders, template, trace }: CourseOptions): Promise<Outcome> {
  const random = new Random(seed);
  const folder = folders.make(template);
  const world = new World({ folder, random, trace: trace ?? null });
  const done: Record<string, number> = {};
  const findings = new Findings();
  try {
    await sameAgain(
      random,
      () => world.time.now,
      async () => {
        try {
          await world.startServer();
          await live(world, done);
          await comeToRest(world);
          checkHistory(world, findings);
          await checkDevices(world, findings);
        } catch (error) {
          findings.add("other", error instanceof Error ? (error.stack ?? error.message) : String(error));
        }
        world.close();
        await world.settle();
      },
    );
  } finally {
    folders.remove(folder);
  }
  for (const { kind, what } of world.arrivals) findings.add(kind, what);
  for (const leak of world.watch.leaks) findings.add("leaked", leak);
  for (const failure of world.failures) findings.add("other", failure);
  return { seed, findings: findings.all, done };
}

async function live(world: World, done: Record<string, number>): Promise<void> {
  const { random } = world;
  for (const device of DEVICES.slice(0, random.percent(15) ? DEVICES.length : random.between(2, 5)))
    world.addDevice(device);
  const known = STEP_NAMES.filter((name) => name in timeSteps || random.percent(KNOWN_PERCENT));
  const total = known.reduce((sum, name) => sum + weightOf(name), 0);
  for (let count = random.between(20, 75); count > 0; count--) {
    let at = random.next() * total;
    const name = known.find((one) => {
      at -= weightOf(one);
      return at < 0;
    });
    const step = name && steps[name];
    if (!step) continue;
    world.note(() => `step: ${name}`);
    if (await step(world)) done[name] = (done[name] ?? 0) + 1;
    await world.happen(random.below(4));
  }
}

const weightOf = (name: string): number => WEIGHTS[name] ?? 2;
