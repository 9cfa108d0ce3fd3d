import { rmSync } from "node:fs";
import type { MessageId } from "@encrptalk/protocol";
import { checkDataFolder } from "@encrptalk/server/operations";
import type { Scene } from "../witness/scene.ts";
import { until } from "../witness/until.ts";
import type { Verdict } from "../witness/verdict.ts";
import { encrptalkWell } from "./command.ts";
import { headsOf, overtake } from "./overtake.ts";
import { type StoredMessage, storedMessages } from "./stored-messages.ts";

const TALK_EVERY_MS = 15;
/** How much is written before and after a backup, and while the server is away, in milliseconds. */
const BEFORE_MS = 700;
const AFTER_MS = 700;
const AWAY_MS = 300;
const RESUMED_WITHIN_MS = 60_000;

export interface Round extends Verdict {
  /** Acknowledged after the backup, and so gone. */
  gone: number;
  /** Acknowledged, and not seen by its sender before the server went: sent again. */
  sentAgain: number;
}

/**
 * People write, a backup is taken meanwhile, they write on; the server is stopped, or killed, and started with the
 * backup. What was acknowledged before the backup must be there, what came after it must be gone for everybody, and
 * what was not acknowledged must be sent, once. `isOvertaken`: the restored history goes further than the former did
 * before anybody comes back.
 */
export async function backUpAndRestore(
  { program, school, witness }: Scene,
  { end, isOvertaken }: { end: "stop" | "kill"; isOvertaken: boolean },
): Promise<Round> {
  const { ledger, devices } = witness;
  const file = `${program.data}.backup`;
  const failures: string[] = [];
  try {
    witness.talk(TALK_EVERY_MS);
    await Bun.sleep(BEFORE_MS);
    const before = new Map(ledger.acknowledged);
    await encrptalkWell(["backup", file, "--force"], program.data);
    await Bun.sleep(AFTER_MS);
    await program[end]();
    await Bun.sleep(AWAY_MS);
    witness.hush();
    const heads = headsOf(program.data);
    await encrptalkWell(["restore", file], program.data);
    failures.push(...checkDataFolder(program.data).problems.map((problem) => `after restoring: ${problem}`));

    const restored = storedMessages(program.data);
    for (const [messageId, { seq, number }] of before) {
      const stored = restored.get(messageId);
      if (stored?.seq !== seq || stored.number !== number)
        failures.push(`lost: ${messageId} was acknowledged before the backup, and is not in it`);
    }
    const unsent = new Set(
      devices.flatMap(({ client }) => client.outbox.get().map(({ messageId }) => messageId)),
    );
    const gone = forgetGone(ledger, restored, unsent);
    // What they heard until now was of the other history.
    for (const { arrivals } of devices) arrivals.length = 0;

    if (isOvertaken) await overtake(program.data, school.rao, heads);
    await program.start();
    // By themselves: nobody presses "Try now".
    const isConnected = () => devices.every((device) => device.isConnected);
    if (!(await until(isConnected, RESUMED_WITHIN_MS))) failures.push("not everybody came back");
    // They write on, in the restored history.
    witness.talk(TALK_EVERY_MS);
    await Bun.sleep(AFTER_MS);
    const verdict = await witness.verdict();
    await program.stop();
    const stored = storedMessages(program.data);
    for (const messageId of gone)
      if (stored.has(messageId) && !unsent.has(messageId))
        failures.push(`${messageId} was gone, and came back without anybody sending it`);
    failures.push(...checkDataFolder(program.data).problems.map((problem) => `in the end: ${problem}`));
    await program.start();
    witness.tryNow();
    const lost = failures.filter((failure) => failure.startsWith("lost")).length;
    const { broken } = verdict;
    return {
      broken: { ...broken, lost: broken.lost + lost },
      failures: [...failures, ...verdict.failures],
      gone: [...gone].filter((messageId) => !unsent.has(messageId)).length,
      sentAgain: [...gone].filter((messageId) => unsent.has(messageId)).length,
    };
  } finally {
    rmSync(file, { force: true });
  }
}

/** What the backup does not have was never said, unless its sender has it in the outbox. */
function forgetGone(
  ledger: Scene["witness"]["ledger"],
  restored: ReadonlyMap<MessageId, StoredMessage>,
  unsent: ReadonlySet<MessageId>,
): Set<MessageId> {
  const gone = new Set([...ledger.acknowledged.keys()].filter((messageId) => !restored.has(messageId)));
  for (const messageId of gone) ledger.acknowledged.delete(messageId);
  const kept = ledger.sendings.filter(({ messageId }) => !gone.has(messageId) || unsent.has(messageId));
  ledger.sendings.splice(0, ledger.sendings.length, ...kept);
  return gone;
}
