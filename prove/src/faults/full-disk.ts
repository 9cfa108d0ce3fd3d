import { join } from "node:path";
import { notRun, type Proof } from "../proof.ts";
import { Findings } from "../witness/findings.ts";
import { Scene } from "../witness/scene.ts";
import { until } from "../witness/until.ts";
import { Disk } from "./disk.ts";
import { unfound } from "./searched.ts";

const WHAT = "the disk is full, and then there is room again";
const MEGABYTES = 24;
const TALK_EVERY_MS = 20;
/** Whether it goes on without a restart, or is killed while the disk is full; one after the other. */
const KILLED = [false, true, false, true];
const REFUSED_WITHIN_MS = 15_000;
/** How long people go on while it is full. */
const FULL_MS = 1_500;

/** People go on while the disk is full: what cannot be stored is refused as `storage-full`, and nothing else. */
export async function* fullDisk(): AsyncIterable<Proof> {
  const disk = Disk.mount(MEGABYTES);
  if (disk === null) {
    yield notRun(WHAT, "faults", "mounting a small disk needs the superuser");
    return;
  }
  const findings = new Findings();
  let refused = 0;
  try {
    const scene = await Scene.set({ data: join(disk.folder, "data") });
    try {
      for (const isKilled of KILLED) refused += await fillOnce(scene, disk, findings, isKilled);
      for (const text of await unfound(scene, scene.witness.ledger.sendings))
        findings.failed(`“${text}” is not found`);
    } finally {
      await scene.close();
    }
  } finally {
    disk.close();
  }
  yield findings.proof(WHAT, `${refused} commands refused as storage-full`);
}

async function fillOnce(
  { witness, program }: Scene,
  disk: Disk,
  findings: Findings,
  isKilled: boolean,
): Promise<number> {
  const { refusals, acknowledged } = witness.ledger;
  const refusedBefore = refusals.get("storage-full") ?? 0;
  witness.talk(TALK_EVERY_MS);
  await until(() => acknowledged.size > 40, REFUSED_WITHIN_MS);
  disk.fill();
  const isRefused = () => (refusals.get("storage-full") ?? 0) > refusedBefore;
  if (!(await until(isRefused, REFUSED_WITHIN_MS))) findings.failed("nothing was refused on a full disk");
  await Bun.sleep(FULL_MS);
  // What fits into what the file had already is acknowledged now and then: it must be there after a kill, too.
  if (isKilled) await program.kill();
  disk.makeRoom();
  if (isKilled) await program.start();
  findings.add(
    await witness.verdict(),
    isKilled ? "killed while the disk was full" : "after the disk was full",
  );
  for (const [code, count] of refusals)
    if (code !== "storage-full") findings.failed(`${count} commands were refused as ${code}`);
  return (refusals.get("storage-full") ?? 0) - refusedBefore;
}
