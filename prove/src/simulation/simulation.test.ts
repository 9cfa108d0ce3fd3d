import { afterAll, expect, test } from "bun:test";
import { type Outcome, runCourse } from "./course.ts";
import { KNOWN_SEEDS } from "./known-seeds.ts";
import { neverDone, sentenceOf } from "./simulation.ts";
import { Folders, makeTemplate } from "./template.ts";
import { BEGINNING } from "./time.ts";
import { trySeeds } from "./try-seeds.ts";

const SEEDS = 300;

const folders = new Folders();
const template = await makeTemplate(folders, BEGINNING);
afterAll(() => folders.close());

test(`${SEEDS} courses of events: nothing acknowledged is lost, doubled, reordered or leaked, and all devices converge`, async () => {
  const tally = await trySeeds(1, SEEDS);
  expect(tally.failed.map(sentenceOf)).toEqual([]);
  expect(tally.seeds).toBe(SEEDS);
  expect(neverDone(tally)).toEqual([]);
}, 120_000);

test("the same seed gives the same course", async () => {
  const traces: string[][] = [];
  const outcomes: Outcome[] = [];
  for (let time = 0; time < 2; time++) {
    const trace: string[] = [];
    outcomes.push(await runCourse(7, { folders, template, trace }));
    traces.push(trace);
  }
  expect(traces[0]?.length).toBeGreaterThan(100);
  expect(traces[1]).toEqual(traces[0] ?? []);
  expect(outcomes[1]).toEqual(outcomes[0] as Outcome);
});

test.each(KNOWN_SEEDS)("seed $seed, once wrong: $what", async ({ seed }) => {
  const { findings } = await runCourse(seed, { folders, template });
  expect(findings).toEqual([]);
});
