import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Program } from "../program/program.ts";
import { School } from "../program/school.ts";
import { notRun, type Proof } from "../proof.ts";
import { Findings } from "../witness/findings.ts";
import { logFlushes, whyNotInjected } from "./injection.ts";

const WHAT = "each acknowledgement comes after a flush of the log";
const SINGLES = 50;
const BATCH = 200;

/** Counts how often the log is flushed while messages are sent one after the other, and while many come at once. */
export async function flushes(): Promise<Proof> {
  const why = await whyNotInjected();
  if (why !== null) return notRun(WHAT, "inputs", why);
  const findings = new Findings();
  const program = await Program.start();
  try {
    const school = await School.setUp(program);
    const say = (count: number) => school.rao.say(school.defaultRoom, `Line ${count}`);
    const singles = await flushesDuring(program, async () => {
      for (let count = 1; count <= SINGLES; count++) await say(count);
    });
    const batched = await flushesDuring(program, async () => {
      await Promise.all(Array.from({ length: BATCH }, (_, count) => say(count)));
    });
    findings.count = SINGLES + BATCH;
    if (singles < SINGLES)
      findings.failed(`${SINGLES} messages, each after the one before, with ${singles} flushes`);
    if (batched < 1) findings.failed(`${BATCH} messages at once without a flush`);
    const proof = findings.proof(
      WHAT,
      `${(singles / SINGLES).toFixed(2)} fsync per message sent alone, ${batched} for ${BATCH} sent at once`,
    );
    return { ...proof, kind: "inputs" };
  } finally {
    await program.close();
  }
}

async function flushesDuring({ data, processId }: Program, act: () => Promise<void>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-flushes-"));
  try {
    const log = join(folder, "strace.txt");
    const stop = await logFlushes(processId, join(data, "encrptalk.db-wal"), log);
    await act();
    await stop();
    return readFileSync(log, "utf8").match(/\bf(?:data)?sync\(/g)?.length ?? 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
