import { readArguments } from "./arguments.ts";
import { parts } from "./parts.ts";
import { brokenOff, type Proof } from "./proof.ts";
import { hasFailed, lineOf, summaryOf } from "./table.ts";
import { writeResults } from "./write-results.ts";

// npm run prove: everything that is promised, tried on the real program. Exit code 1 when anything failed.
const { chosen, settings } = readArguments(
  process.argv.slice(2),
  parts.map(({ name }) => name),
);
const startedAt = Date.now();
const proofs: Proof[] = [];
const add = (proof: Proof) => {
  proofs.push(proof);
  console.log(lineOf(proof));
};
for (const part of parts) {
  if (!chosen.has(part.name)) continue;
  const partStartedAt = Date.now();
  settings.say(`${part.name} …`);
  try {
    for await (const proof of part.prove(settings)) add(proof);
  } catch (error) {
    // The table is printed all the same, and says so.
    add(brokenOff(part.name, error));
  }
  settings.say(`${part.name}: ${Math.round((Date.now() - partStartedAt) / 1_000)} s`);
}
console.log(`\n${summaryOf(proofs, Date.now() - startedAt)}`);
await writeResults(proofs);
process.exit(proofs.some(hasFailed) ? 1 : 0);
