import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Part, Proof, Settings } from "../proof.ts";
import { Findings } from "../witness/findings.ts";
import { Scene } from "../witness/scene.ts";
import { until } from "../witness/until.ts";
import { encrptalkWell } from "./command.ts";
import { killedBackups, killedRestores, restoresKilledAtRenames } from "./interrupted.ts";
import { backUpAndRestore } from "./restored-school.ts";
import { storedMessages } from "./stored-messages.ts";

/** Of all kills, so many rounds with live clients, and so many kills of the commands themselves. */
const SHARE = { rounds: 0.025, kills: 0.15 };

const ACKNOWLEDGED_WITHIN_MS = 30_000;

/** Backups taken while people write, restored, and what their clients make of it. */
export const backups: Part = {
  name: "backups",
  async *prove({ kills, say }: Settings): AsyncIterable<Proof> {
    const folder = mkdtempSync(join(tmpdir(), "encrptalk-backups-"));
    const scene = await Scene.set();
    try {
      yield* liveRounds(scene, Math.max(2, Math.round(kills * SHARE.rounds)), say);
      const file = join(folder, "school.backup");
      await encrptalkWell(["backup", file], scene.program.data);
      const said = scene.witness.ledger.acknowledged.size;
      scene.witness.talk(10);
      const { acknowledged } = scene.witness.ledger;
      if (!(await until(() => acknowledged.size >= said + 50, ACKNOWLEDGED_WITHIN_MS)))
        throw new Error("nothing is acknowledged any more");
      scene.witness.leave();
      await scene.program.stop();
      const { data } = scene.program;
      const restored = join(folder, "restored");
      await encrptalkWell(["restore", file], restored);
      const stopped = { data, file, now: storedMessages(data).size, before: storedMessages(restored).size };
      const times = Math.max(8, Math.round(kills * SHARE.kills));
      yield await killedRestores(stopped, times);
      yield await restoresKilledAtRenames(stopped);
      yield await killedBackups(stopped, Math.ceil(times / 2));
    } finally {
      await scene.close();
      rmSync(folder, { recursive: true });
    }
  },
};

async function* liveRounds(scene: Scene, rounds: number, say: (line: string) => void): AsyncIterable<Proof> {
  const findings = new Findings();
  let [gone, sentAgain] = [0, 0];
  for (let round = 1; round <= rounds; round++) {
    const end = round % 2 === 0 ? "stop" : "kill";
    const isOvertaken = round % 2 === 0;
    const outcome = await backUpAndRestore(scene, { end, isOvertaken });
    gone += outcome.gone;
    sentAgain += outcome.sentAgain;
    findings.add(outcome, `round ${round}, ended by a ${end}${isOvertaken ? ", overtaken" : ""}`);
    say(`backups: round ${round} of ${rounds}`);
  }
  if (gone === 0) findings.failed("nothing was written between a backup and the end: nothing was tried");
  const figures = `${scene.witness.ledger.acknowledged.size} kept, ${gone} gone with the history, ${sentAgain} sent again`;
  yield findings.proof("backups restored under live clients, who go on in the restored history", figures);
}
