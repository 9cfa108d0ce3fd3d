import type { Part, Proof } from "../proof.ts";
import { halfOpen } from "./half-open.ts";
import { namespaces } from "./namespaces.ts";
import { rough } from "./rough.ts";

/** What networks do, between the real program and live clients. Each waits more than it works: all at once. */
export const network: Part = {
  name: "network",
  async *prove() {
    const all = [rough(), halfOpen(), namespaces()].map(gathered);
    for (const proofs of all) yield* await proofs;
  },
};

async function gathered(proofs: AsyncIterable<Proof>): Promise<Proof[]> {
  const lines: Proof[] = [];
  for await (const proof of proofs) lines.push(proof);
  return lines;
}
