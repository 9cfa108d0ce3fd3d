import { Program } from "../program/program.ts";
import { School } from "../program/school.ts";
import { type Part, type Proof, UNBROKEN } from "../proof.ts";
import { Bystander } from "./bystander.ts";
import { flood, stallUpgrades } from "./floods.ts";
import { frameCases } from "./frame-cases.ts";
import { python } from "./python-peer.ts";
import { tryFrames, tryUpgrade } from "./try-case.ts";
import { upgradeCases } from "./upgrade-cases.ts";

/** WebSocket peers of other makes, and bytes that come in pieces. What `npm test` says whole is in `attacks`. */
export const peers: Part = {
  name: "peers",
  async *prove() {
    const program = await Program.start();
    try {
      const school = await School.setUp(program);
      const people = await Promise.all(["Asha", "Chidi"].map((name) => school.enrol(name)));
      const [asha] = people;
      if (!asha) throw new Error("nobody was enrolled");
      const bystander = await Bystander.join(school);
      yield python(school, asha);
      yield inPieces("WebSocket frames, a byte at a time", frameCases, bystander, (tried) =>
        tryFrames(asha, tried, "pieces"),
      );
      yield inPieces("upgrades to a WebSocket, a byte at a time", upgradeCases, bystander, (tried) =>
        tryUpgrade(asha, tried, "pieces"),
      );
      yield await stallUpgrades(asha, bystander);
      yield* flood(people, bystander);
      bystander.leave();
    } finally {
      await program.close();
    }
  },
};

async function inPieces<Case>(
  what: string,
  cases: readonly Case[],
  bystander: Bystander,
  tryOne: (tried: Case) => Promise<string | null>,
): Promise<Proof> {
  const failures: string[] = [];
  for (const tried of cases) {
    const wrong = await tryOne(tried);
    if (wrong) failures.push(wrong);
    if (!(await bystander.isServed())) failures.push("the bystander was cut off");
  }
  return { what, kind: "inputs", count: cases.length, broken: UNBROKEN, failures };
}
