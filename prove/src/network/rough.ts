import type { Proof } from "../proof.ts";
import { Findings } from "../witness/findings.ts";
import { ProxiedScene } from "./proxied-scene.ts";
import type { Conditions } from "./tcp-proxy.ts";

const TALK_EVERY_MS = 25;
/** Three attempts with their pauses (P25), on a machine that has other things to do. */
const RETURNS_WITHIN_MS = 15_000;

interface Trouble {
  what: string;
  /** Makes it while people talk. Gives how often, and what else is to be said. */
  make(scene: ProxiedScene, findings: Findings): Promise<{ times: number; figures?: string }>;
}

const troubles: readonly Trouble[] = [
  {
    what: "network: latency and jitter up to 0.5 s each way",
    make: (scene) =>
      weathers(scene, 1_500, [
        { latencyMs: 20 },
        { latencyMs: 100, jitterMs: 50 },
        { latencyMs: 5, jitterMs: 300 },
        { latencyMs: 250, jitterMs: 250 },
      ]),
  },
  {
    what: "network: bytes one by one, or few at a time",
    make: (scene) =>
      weathers(scene, 2_000, [{ pieceBytes: 1 }, { pieceBytes: 7 }, { pieceBytes: 1, latencyMs: 50 }]),
  },
  {
    what: "network: stalls of up to 3 s, after which all comes",
    make: async (scene) => {
      const lengths = [300, 800, 1_500, 3_000];
      for (const stallMs of lengths) {
        scene.proxy.set({ isStalled: true });
        await Bun.sleep(stallMs);
        scene.proxy.set({});
        await Bun.sleep(500);
      }
      return { times: lengths.length };
    },
  },
  {
    what: "network: connections ended (FIN) at any moment",
    make: (scene, findings) => cuts(scene, findings, "fin"),
  },
  {
    what: "network: connections reset (RST) at any moment",
    make: (scene, findings) => cuts(scene, findings, "reset"),
  },
  {
    what: "network: connections reset in the middle of a frame",
    make: (scene, findings) => cuts(scene, findings, "reset", { pieceBytes: 3, latencyMs: 20 }),
  },
  {
    what: "network: acknowledgements that never come, and nothing else",
    make: async ({ proxy }, findings) => {
      const before = proxy.withheld;
      proxy.set({ withholdsAcknowledgements: true });
      await Bun.sleep(12_000);
      proxy.set({});
      const withheld = proxy.withheld - before;
      if (withheld === 0) findings.failed("no acknowledgement was withheld: nothing was tried");
      return { times: 1, figures: `${withheld} withheld` };
    },
  },
];

/** What a bad network does, one after the other, to people who talk. */
export async function* rough(): AsyncIterable<Proof> {
  const scene = await ProxiedScene.set();
  try {
    for (const { what, make } of troubles) {
      const findings = new Findings();
      scene.witness.talk(TALK_EVERY_MS);
      const { times, figures } = await make(scene, findings);
      scene.proxy.set({});
      findings.add(await scene.witness.verdict(), what);
      yield { ...findings.proof(what, figures), count: times };
    }
  } finally {
    await scene.close();
  }
}

async function weathers({ proxy }: ProxiedScene, eachMs: number, all: readonly Partial<Conditions>[]) {
  for (const conditions of all) {
    proxy.set(conditions);
    await Bun.sleep(eachMs);
  }
  return { times: all.length };
}

/** Again and again, as soon as all are back, which they manage without anybody's doing. */
async function cuts(
  scene: ProxiedScene,
  findings: Findings,
  by: "fin" | "reset",
  conditions: Partial<Conditions> = {},
): Promise<{ times: number; figures: string }> {
  scene.proxy.set(conditions);
  let times = 0;
  let slowestMs = 0;
  for (let round = 0; round < 8; round++) {
    await Bun.sleep(40 * (round + 1) + Math.random() * 100);
    times += scene.proxy.cut(by);
    const tookMs = await scene.returned(RETURNS_WITHIN_MS);
    if (tookMs === null)
      findings.failed(`not all were live again ${RETURNS_WITHIN_MS} ms after cut ${round}`);
    slowestMs = Math.max(slowestMs, tookMs ?? RETURNS_WITHIN_MS);
  }
  return { times, figures: `all live again within ${(slowestMs / 1_000).toFixed(1)} s` };
}
