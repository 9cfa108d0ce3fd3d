import { join } from "node:path";
import type { Proof } from "./proof.ts";

const FILE = join(import.meta.dirname, "../results/latest.json");

/** The lines of the last run, for whoever writes them down. */
export async function writeResults(proofs: readonly Proof[]): Promise<void> {
  await Bun.write(FILE, `${JSON.stringify({ at: new Date().toISOString(), proofs }, null, 2)}\n`);
}
