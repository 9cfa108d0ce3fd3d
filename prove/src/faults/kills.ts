import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MessageId } from "@encrptalk/protocol";
import { checkDataFolder } from "@encrptalk/server/operations";
import { notRun, type Proof, type Settings } from "../proof.ts";
import { Findings } from "../witness/findings.ts";
import { Scene } from "../witness/scene.ts";
import { until } from "../witness/until.ts";
import { inject, whyNotInjected } from "./injection.ts";
import { type KillStep, killSteps } from "./kill-steps.ts";
import { cutPower } from "./power-cut.ts";
import { unfound } from "./searched.ts";
import { isStored } from "./stored.ts";

/** Enough at once to keep two processors busy. */
const SCENES = 2;
/** The longer a history gets, the longer it takes to read it back. */
const KILLS_PER_SCENE = 15;
const TALK_EVERY_MS = 15;
/** Long enough that no mark or receipt of what was said before is on its way. */
const QUIET_MS = 400;
const DIES_WITHIN_MS = 8_000;

/** Kills the program at each step of a message's path while people are using it, and starts it again on its data. */
export async function* kills({ kills: total, say }: Settings): AsyncIterable<Proof> {
  const why = await whyNotInjected();
  const shares = killSteps.reduce((sum, { share }) => sum + share, 0);
  for (const step of killSteps) {
    const times = Math.max(1, Math.round((total * step.share) / shares));
    if (step.injection !== null && why !== null) {
      yield notRun(step.what, "faults", why);
      continue;
    }
    say(`  ${step.what}: ${times} times`);
    yield await killRepeatedly(step, times);
  }
}

async function killRepeatedly(step: KillStep, times: number): Promise<Proof> {
  const findings = new Findings();
  let which = 0;
  let asExpected = 0;
  const killInOneScene = async () => {
    while (which < times) {
      const scene = await Scene.set();
      try {
        for (let inScene = 0; inScene < KILLS_PER_SCENE && which < times; inScene++) {
          const failuresBefore = findings.failures.length;
          if (await killOnce(scene, step, which++, findings)) asExpected++;
          // What is wrong once would be found again after each kill.
          if (findings.failures.length > failuresBefore) break;
        }
      } finally {
        await scene.close();
      }
    }
  };
  await Promise.all(Array.from({ length: SCENES }, killInOneScene));
  if (asExpected === 0) findings.failed("it was never killed at that step, as far as can be told: not tried");
  return findings.proof(step.what, figuresOf(step, asExpected, times));
}

/** Gives whether the one message was where it was expected to be. */
async function killOnce(scene: Scene, step: KillStep, which: number, findings: Findings): Promise<boolean> {
  const { program, witness } = scene;
  const how = `kill ${which} of “${step.what}”`;
  const said = witness.ledger.sendings.length;
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-kill-"));
  try {
    const log = join(folder, "strace.txt");
    const messageId = await die(scene, step, which, log);
    if (program.isRunning) {
      findings.failed(`${how}: the program did not come to that step`);
      await program.kill();
    }
    const isAsExpected = messageId === null || isWhereExpected(scene, step, messageId);
    if (step.powerCut) cutPower(scene.file("encrptalk.db-wal"), log);
    await program.start();
    witness.tryNow();
    const isWhole = findings.add(await witness.verdict(), how);
    for (const problem of checkDataFolder(program.data).problems) findings.failed(`${how}: ${problem}`);
    if (isWhole && step.searched)
      for (const text of await unfound(scene, witness.ledger.sendings.slice(said)))
        findings.failed(`${how}: “${text}” is not found`);
    return isAsExpected;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Gives the message that was said, where one was. */
async function die(scene: Scene, step: KillStep, which: number, log: string): Promise<MessageId | null> {
  const { program, witness, school } = scene;
  if (step.traffic === "talk") witness.talk(TALK_EVERY_MS);
  await Bun.sleep(step.traffic === "talk" ? 10 * (which % 20) : QUIET_MS);
  if (step.injection === null) {
    await program.kill();
    return null;
  }
  const { path, ...injection } = step.injection(which);
  await inject(
    program.processId,
    { ...injection, ...(path === undefined ? {} : { path: scene.file(path) }), act: "signal=KILL" },
    log,
  );
  const messageId =
    step.traffic === "one message" ? (witness.devices[0]?.say(school.defaultRoom) ?? null) : null;
  await until(() => !program.isRunning, DIES_WITHIN_MS);
  return messageId;
}

function isWhereExpected({ program, witness }: Scene, { expected }: KillStep, messageId: MessageId): boolean {
  return (
    expected !== undefined &&
    isStored(program.data, messageId) === expected.stored &&
    witness.ledger.acknowledged.has(messageId) === expected.acknowledged
  );
}

function figuresOf({ expected }: KillStep, asExpected: number, times: number): string | undefined {
  if (expected === undefined) return undefined;
  const what = `${expected.stored ? "" : "not "}stored and ${expected.acknowledged ? "" : "not "}acknowledged`;
  return `${what} when killed: ${asExpected} of ${times}`;
}
