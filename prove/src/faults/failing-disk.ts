import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notRun, type Proof } from "../proof.ts";
import { Findings } from "../witness/findings.ts";
import { Scene } from "../witness/scene.ts";
import { until } from "../witness/until.ts";
import { type Injection, inject, whyNotInjected } from "./injection.ts";
import { unfound } from "./searched.ts";

const TALK_EVERY_MS = 20;
const ON_THEIR_WAY_MS = 300;
const FAILS_MS = 700;
const REFUSED_WITHIN_MS = 8_000;

interface Failing {
  what: string;
  call: "fsync" | "pwrite64";
  /** In the data folder. */
  file: string;
  /** Whether nothing can be acknowledged while it fails. */
  isOfLog: boolean;
}

const FAILINGS: readonly Failing[] = [
  {
    what: "the disk fails to flush the log (fsync EIO)",
    call: "fsync",
    file: "encrptalk.db-wal",
    isOfLog: true,
  },
  {
    what: "the disk fails to write the log (pwrite64 EIO)",
    call: "pwrite64",
    file: "encrptalk.db-wal",
    isOfLog: true,
  },
  {
    what: "the disk fails to write the search index (pwrite64 EIO)",
    call: "pwrite64",
    file: "search.db-wal",
    isOfLog: false,
  },
];
/** Once and never again, every call from the second on, and every call at once. */
const WHENS: readonly Injection["when"][] = ["1", "3", "2+", "1+"];

/** A disk that fails for a while: what it does not keep is refused, and it goes on when the disk works again. */
export async function* failingDisk(): AsyncIterable<Proof> {
  const why = await whyNotInjected();
  if (why === null) yield* await Promise.all(FAILINGS.map(failRepeatedly));
  else for (const { what } of FAILINGS) yield notRun(what, "faults", why);
}

async function failRepeatedly(failing: Failing): Promise<Proof> {
  const findings = new Findings();
  const scene = await Scene.set();
  const { witness, program } = scene;
  try {
    for (const when of WHENS) {
      const how = `${failing.call} ${when} of ${failing.file} fails`;
      await failOnce(scene, failing, when, findings);
      if (!findings.add(await witness.verdict(), how)) break;
      await program.kill();
      await program.start();
      if (!findings.add(await witness.verdict(), `${how}, then kill -9`)) break;
    }
    for (const text of await unfound(scene, witness.ledger.sendings))
      findings.failed(`“${text}” is not found`);
    const refusals = [...witness.ledger.refusals].map(([code, count]) => `${count} ${code}`);
    for (const [code, count] of witness.ledger.refusals)
      if (code !== "unavailable") findings.failed(`${count} commands were refused as ${code}`);
    return findings.proof(failing.what, `refused: ${refusals.join(", ") || "nothing"}`);
  } finally {
    await scene.close();
  }
}

async function failOnce(
  scene: Scene,
  { call, file, isOfLog }: Failing,
  when: Injection["when"],
  findings: Findings,
): Promise<void> {
  const { witness, program } = scene;
  const { refusals, acknowledged } = witness.ledger;
  const refusedBefore = refusals.get("unavailable") ?? 0;
  witness.talk(TALK_EVERY_MS);
  await Bun.sleep(200);
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-failing-"));
  const log = join(folder, "strace.txt");
  const stop = await inject(program.processId, { call, path: scene.file(file), act: "error=EIO", when }, log);
  try {
    const isRefused = () => (refusals.get("unavailable") ?? 0) > refusedBefore;
    if (isOfLog && !(await until(isRefused, REFUSED_WITHIN_MS)))
      findings.failed(`nothing was refused although ${call} ${when} of ${file} fails`);
    // Answers from before may still be on their way.
    await Bun.sleep(ON_THEIR_WAY_MS);
    const before = acknowledged.size;
    await Bun.sleep(FAILS_MS);
    const kept = acknowledged.size - before;
    if (isOfLog && when === "1+" && kept > 0)
      findings.failed(`${kept} messages were acknowledged while ${call} of ${file} failed`);
  } finally {
    await stop();
    if (!readFileSync(log, "utf8").includes("(INJECTED)"))
      findings.failed(`${call} ${when} of ${file} did not fail: nothing was tried`);
    rmSync(folder, { recursive: true });
  }
}
