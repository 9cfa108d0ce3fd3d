import type { Proof } from "../proof.ts";
import type { Device } from "../witness/device.ts";
import { Findings } from "../witness/findings.ts";
import { Scene } from "../witness/scene.ts";

const WHAT = "SIGSTOP for a minute, then SIGCONT";
const STOPPED_MS = 60_000;
const TALK_EVERY_MS = 100;
/** Asha and her phone go on talking, so that answers are missing; Ben and Ms Rao only listen. */
const TALKERS = 2;

/** The program stands still, with all its connections open: nobody may be told that they are live. */
export async function stopped(): Promise<Proof> {
  const findings = new Findings();
  const scene = await Scene.set();
  const { program, witness } = scene;
  try {
    witness.talk(TALK_EVERY_MS);
    await Bun.sleep(1_000);
    witness.talk(TALK_EVERY_MS, witness.devices.slice(0, TALKERS));
    program.signal("SIGSTOP");
    const noticed = witness.devices.map(whenNotLive);
    await Bun.sleep(STOPPED_MS);
    const seconds = noticed.map(({ afterMs, stop }, index) => {
      stop();
      const ms = afterMs();
      if (ms === null)
        findings.failed(`${witness.devices[index]?.name} still seemed to be live after a minute`);
      return ms === null ? "never" : `${Math.round(ms / 1_000)} s`;
    });
    program.signal("SIGCONT");
    findings.add(await witness.verdict(), WHAT);
    return findings.proof(WHAT, `seen by the four devices after ${seconds.join(", ")}`);
  } finally {
    program.signal("SIGCONT");
    await scene.close();
  }
}

/** When a device first says that it is not connected as before. */
function whenNotLive({ client, usualStatus }: Device): { afterMs: () => number | null; stop: () => void } {
  const startedAt = performance.now();
  let noticedAt: number | null = null;
  const stop = client.connection.subscribe(() => {
    if (client.connection.get().status !== usualStatus) noticedAt ??= performance.now();
  });
  return { afterMs: () => (noticedAt === null ? null : noticedAt - startedAt), stop };
}
