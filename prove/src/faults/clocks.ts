import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notRun, type Proof } from "../proof.ts";
import { Findings } from "../witness/findings.ts";
import { Scene } from "../witness/scene.ts";
import { until } from "../witness/until.ts";

const WHAT = "the clock a day forward, a day back, running backwards";
/** Where Debian and its kin have it, by the machine's architecture. */
const LIBRARIES = ["x86_64", "aarch64"].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`,
);
const COME_IN_MS = 2_000;
/** More than a beat, so that whoever judges silence by the clock does so. */
const QUIET_MS = 27_000;
const TALK_EVERY_MS = 50;
const TALKS_MS = 1_500;
const SENT_WITHIN_MS = 10_000;
const TYPING_BEGINS_WITHIN_MS = 3_000;
/** The protocol's five seconds, and some for a busy machine. */
const TYPING_ENDS_WITHIN_MS = 8_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** What faketime does to the clock, and how far the clock must be off then at least for the move to have worked. */
const MOVES = [
  { what: "a day forward", rule: "+1d", isMoved: (offsetMs: number) => offsetMs > DAY_MS / 2 },
  { what: "a day back", rule: "-1d", isMoved: (offsetMs: number) => offsetMs < -DAY_MS / 2 },
  { what: "running backwards", rule: "+0 x-1.0", isMoved: (offsetMs: number) => offsetMs < -1_000 },
];

/** Moves the program's clock while people are using it. Timers are not touched, as when somebody sets the clock. */
export async function clocks(): Promise<Proof> {
  const library = LIBRARIES.find((path) => existsSync(path));
  if (library === undefined) return notRun(WHAT, "faults", "this needs the library faketime");
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-clock-"));
  const rules = join(folder, "faketime.rc");
  const findings = new Findings();
  writeFileSync(rules, "+0");
  const scene = await Scene.set({
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: rules,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    },
  });
  try {
    // What people who have just come in still ask would speak for their connections.
    await Bun.sleep(COME_IN_MS);
    for (const move of MOVES) {
      const stopWatching = watchConnections(scene, move.what, findings);
      writeFileSync(rules, move.rule);
      await live(scene, move, findings);
      stopWatching();
      const isWhole = findings.add(await scene.witness.verdict(), move.what);
      if (!isWhole) break;
    }
    return findings.proof(WHAT);
  } finally {
    await scene.close();
    rmSync(folder, { recursive: true });
  }
}

/** Nobody says anything until after the next beat, so that nothing but beats speaks for a connection; then all talk. */
async function live(
  scene: Scene,
  { what, isMoved }: (typeof MOVES)[number],
  findings: Findings,
): Promise<void> {
  const { witness } = scene;
  await Bun.sleep(QUIET_MS);
  const offsetMs = await timeThere(scene);
  if (!isMoved(offsetMs)) findings.failed(`${what}: the clock is off by ${offsetMs} ms only`);
  witness.talk(TALK_EVERY_MS);
  await Bun.sleep(TALKS_MS);
  witness.hush();
  await sessionsHold(scene, what, findings);
  await typingEnds(scene, what, findings);
}

/** How far the program's clock is off, in milliseconds, as its messages tell. */
async function timeThere({ school }: Scene): Promise<number> {
  const { at } = await school.rao.say(school.defaultRoom, "What is the time?");
  return at - Date.now();
}

async function sessionsHold({ school, program }: Scene, what: string, findings: Findings): Promise<void> {
  const { rao } = school;
  await rao.ask("GET", "/api/me").catch((error) => findings.failed(`${what}: a program's token: ${error}`));
  const response = await fetch(`${program.url}/api/me`, { headers: { cookie: rao.cookie } });
  if (!response.ok) findings.failed(`${what}: a browser's session is answered with ${response.status}`);
}

/** Somebody who began to type, and says nothing more of it, does not type for ever. */
async function typingEnds({ witness, school }: Scene, what: string, findings: Findings): Promise<void> {
  const [asha, , ben] = witness.devices;
  if (!asha || !ben) throw new Error("Asha and Ben have devices");
  // Sending ends it too.
  await until(() => witness.devices.every(({ client }) => client.outbox.get().length === 0), SENT_WITHIN_MS);
  const { typing } = ben.client.room(school.defaultRoom);
  await asha.client.command({ type: "typing.set", roomId: school.defaultRoom, typing: true });
  if (!(await until(() => typing.get().length > 0, TYPING_BEGINS_WITHIN_MS)))
    findings.failed(`${what}: nobody sees that Asha types`);
  else if (!(await until(() => typing.get().length === 0, TYPING_ENDS_WITHIN_MS)))
    findings.failed(`${what}: Asha types for ever`);
}

/** Says so when anybody's connection is lost. The result ends it. */
function watchConnections({ witness }: Scene, what: string, findings: Findings): () => void {
  const ends = witness.devices.map(({ client, name, usualStatus }) =>
    client.connection.subscribe(() => {
      const { status } = client.connection.get();
      if (status !== usualStatus) findings.failed(`${what}: the connection of ${name} is ${status}`);
    }),
  );
  return () => {
    for (const end of ends) end();
  };
}
