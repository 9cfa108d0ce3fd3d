import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeskCounts, RoomEvent } from "@encrptalk/protocol";
import { Program } from "../program/program.ts";
import { School } from "../program/school.ts";
import { notRun, type Proof, type Settings } from "../proof.ts";
import { Findings } from "../witness/findings.ts";
import { readHistory } from "../witness/history.ts";
import { whyNotInjected } from "./injection.ts";
import { makeOld } from "./old-school.ts";
import { chosen, killedAt, rehearsed, type Step, stepsOf } from "./rehearsal.ts";

const MESSAGES = 120;
/** Of all kills, so many are at one kind of start. */
const SHARE = 0.1;
const AT_ONCE = 2;
const MOST_DIE = 0.8;

interface Start {
  what: string;
  /** How the school came to its end. */
  ended: "stop" | "kill";
  /** Makes the data folder out of that of the school. */
  prepare(data: string): void;
  /** Whether the school is in it. */
  isEmpty: boolean;
}

const STARTS: readonly Start[] = [
  {
    what: "kill -9 at the very first start",
    ended: "stop",
    prepare: (data) => rmSync(data, { recursive: true }),
    isEmpty: true,
  },
  {
    what: "kill -9 while migrating a school from before the desk",
    ended: "stop",
    prepare: makeOld,
    isEmpty: false,
  },
  // The log is read back and copied into the database.
  { what: "kill -9 while recovering from a kill -9", ended: "kill", prepare: () => {}, isEmpty: false },
];

/** Kills the program at each step of its start, as far as it touches its data, and starts it again. */
export async function* starts({ kills, say }: Settings): AsyncIterable<Proof> {
  const why = await whyNotInjected();
  const times = Math.max(4, Math.round(kills * SHARE));
  for (const start of STARTS) {
    if (why !== null) {
      yield notRun(start.what, "faults", why);
      continue;
    }
    say(`  ${start.what}: ${times} times`);
    yield await killRepeatedly(start, times);
  }
}

async function killRepeatedly(start: Start, times: number): Promise<Proof> {
  const findings = new Findings();
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-starts-"));
  try {
    const school = await makeSchool(join(folder, "school"));
    const before = await readHistory(school.rao, school.defaultRoom);
    await school.program[start.ended]();
    start.prepare(school.program.data);
    const rehearsal = join(folder, "rehearsal");
    const steps = await rehearse(school.program.data, rehearsal);
    const killing: Killing = { start, school, before, findings, died: 0 };
    const queue = chosen(steps, times);
    const killThem = async () => {
      for (let step = queue.shift(); step; step = queue.shift())
        await killOnce(killing, step, join(folder, `${step.call}-${step.when}`));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, killThem));
    if (killing.died < MOST_DIE * findings.count)
      findings.failed(
        `only ${killing.died} of ${findings.count} came to the step at which they were to be killed`,
      );
    return findings.proof(
      start.what,
      `${killing.died} killed there, of ${steps.length} steps that touch its data`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function makeSchool(data: string): Promise<School> {
  const program = await Program.start({ data });
  const school = await School.setUp(program);
  const asha = await school.enrol("Asha");
  for (let count = 1; count <= MESSAGES; count++) await asha.say(school.defaultRoom, `Line ${count}`);
  return school;
}

/** What a start on a copy of the data does to them, up to when it serves. */
async function rehearse(data: string, copy: string): Promise<Step[]> {
  copyIfThere(data, copy);
  const log = `${copy}.txt`;
  const program = await Program.start({ data: copy, under: rehearsed(copy, log) });
  await program.kill();
  return stepsOf(log);
}

interface Killing {
  start: Start;
  school: School;
  before: readonly RoomEvent[];
  findings: Findings;
  /** Those that came to the step: threads take turns in another way than in the rehearsal. */
  died: number;
}

async function killOnce(killing: Killing, step: Step, copy: string): Promise<void> {
  const { start, school, before, findings } = killing;
  const how = `kill at ${step.call} ${step.when}`;
  copyIfThere(school.program.data, copy);
  const killed = await Program.start({ data: copy, under: killedAt(copy, step) }).catch(() => null);
  if (killed === null) killing.died++;
  await killed?.kill();
  const failures: string[] = [];
  const program = await Program.start({ data: copy }).catch((error: unknown) => {
    failures.push(String(error));
    return null;
  });
  if (program) {
    failures.push(...(await wrongIn(program, start, { school, before })));
    await program.close();
  }
  findings.add({ broken: { lost: 0, doubled: 0, reordered: 0, leaked: 0 }, failures }, how);
  rmSync(copy, { recursive: true, force: true });
}

async function wrongIn(
  program: Program,
  { isEmpty }: Start,
  { school, before }: Pick<Killing, "school" | "before">,
): Promise<string[]> {
  try {
    if (isEmpty) {
      const fresh = await School.setUp(program);
      await fresh.rao.say(fresh.defaultRoom, "Welcome");
      return [];
    }
    const rao = school.rao.on(program);
    const events = await readHistory(rao, school.defaultRoom);
    const { all } = await rao.ask<DeskCounts>("GET", "/api/desk/counts");
    await rao.say(school.defaultRoom, "Here we are again");
    return [
      ...(Bun.deepEquals(events, before) ? [] : ["the history is not what it was"]),
      ...(all === 1 ? [] : [`the desk has ${all} students`]),
    ];
  } catch (error) {
    return [String(error)];
  }
}

function copyIfThere(from: string, to: string): void {
  try {
    cpSync(from, to, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
