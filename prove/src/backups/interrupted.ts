import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkDataFolder, prepareDataDirectory } from "@encrptalk/server/operations";
import { notRun, type Proof, UNBROKEN } from "../proof.ts";
import { encrptalk, encrptalkWell } from "./command.ts";
import { storedMessages } from "./stored-messages.ts";

/** A data folder of a stopped server, a backup of it from before, and how many messages each has. */
export interface Stopped {
  data: string;
  file: string;
  now: number;
  before: number;
}

/** Kills are spread over the time that a command takes when it is left alone, and a little more. */
const SPREAD = 1.2;

/** `encrptalk restore` is killed at any moment; the folder then has the one or the other, whole. */
export async function killedRestores(stopped: Stopped, times: number): Promise<Proof> {
  const outcomes = { former: 0, restored: 0 };
  const failures: string[] = [];
  let takesMs = 0;
  await onCopy(stopped, async (copy) => {
    takesMs = await timeOf(() => encrptalkWell(["restore", stopped.file], copy));
  });
  for (let time = 1; time <= times; time++) {
    const killAfterMs = (time / times) * takesMs * SPREAD;
    const how = `killed after ${Math.round(killAfterMs)} ms`;
    await onCopy(stopped, async (copy) => {
      await encrptalk(["restore", stopped.file], copy, { killAfterMs });
      failures.push(...judge(copy, stopped, outcomes).map((failure) => `${how}: ${failure}`));
    });
  }
  const figures = `${outcomes.former} times the former data, ${outcomes.restored} times the restored`;
  return proof("restoring killed at any moment leaves the old or the new", times, failures, figures);
}

/** The same at each rename that it makes, one after the other. */
export async function restoresKilledAtRenames(stopped: Stopped): Promise<Proof> {
  const what = "restoring killed at each change of a name leaves the old or the new";
  if (!Bun.which("strace")) return notRun(what, "faults", "no strace");
  const outcomes = { former: 0, restored: 0 };
  const failures: string[] = [];
  let count = 0;
  for (let isKilled = true; isKilled && count < 20; ) {
    const under = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=/^rename"];
    const inject = ["-e", `inject=/^rename:signal=KILL:when=${count + 1}`];
    await onCopy(stopped, async (copy) => {
      const { code, said } = await encrptalk(["restore", stopped.file], copy, {
        under: [...under, ...inject],
      });
      isKilled = code === null;
      if (isKilled) count++;
      else if (code !== 0) failures.push(`ended with ${code} after rename ${count}: ${said}`);
      failures.push(
        ...judge(copy, stopped, outcomes).map((failure) => `killed at rename ${count}: ${failure}`),
      );
    });
  }
  if (count < 3) failures.push(`only ${count} renames were seen`);
  if (outcomes.former === 0 || outcomes.restored === 0)
    failures.push("all kills came before the restored data took their place, or all came after it");
  const figures = `${outcomes.former} times the former data, ${outcomes.restored} times the restored`;
  return proof(what, count, failures, figures);
}

/** `encrptalk backup` is killed at any moment: where there is a file of that name, it is whole, and the next works. */
export async function killedBackups({ data, now }: Stopped, times: number): Promise<Proof> {
  const failures: string[] = [];
  let whole = 0;
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-killed-"));
  try {
    const file = join(folder, "school.backup");
    const other = join(folder, "restored");
    const takesMs = await timeOf(() => encrptalkWell(["backup", file], data));
    for (let time = 1; time <= times; time++) {
      rmSync(file, { force: true });
      await encrptalk(["backup", file], data, { killAfterMs: (time / times) * takesMs * SPREAD });
      if (!existsSync(file)) continue;
      whole++;
      rmSync(other, { recursive: true, force: true });
      await encrptalkWell(["restore", file], other);
      if (storedMessages(other).size !== now) failures.push("a backup that was interrupted lacks messages");
    }
    await encrptalkWell(["backup", file, "--force"], data);
    if (readdirSync(folder).some((name) => name.endsWith(".partial")))
      failures.push("something is left of a backup that was interrupted");
  } catch (error) {
    failures.push(String(error));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return proof("a backup killed at any moment is whole or not there", times, failures, `${whole} were whole`);
}

async function onCopy({ data }: Stopped, act: (copy: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "encrptalk-killed-"));
  try {
    const copy = join(folder, "data");
    cpSync(data, copy, { recursive: true });
    await act(copy);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

/** As the next start finds it. */
function judge(
  data: string,
  { now, before }: Stopped,
  outcomes: Record<"former" | "restored", number>,
): string[] {
  prepareDataDirectory(data);
  const { size } = storedMessages(data);
  if (size === now) outcomes.former++;
  else if (size === before) outcomes.restored++;
  else return [`${size} messages are there, neither ${now} nor ${before}`];
  return checkDataFolder(data).problems;
}

const proof = (what: string, count: number, failures: string[], figures: string): Proof => ({
  what,
  kind: "faults",
  count,
  broken: UNBROKEN,
  failures,
  figures,
});
